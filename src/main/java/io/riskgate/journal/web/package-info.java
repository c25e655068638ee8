/** Reading the journal over HTTP: decisions, their traces, their replay. */
@NullMarked
package io.riskgate.journal.web;

import org.jspecify.annotations.NullMarked;
