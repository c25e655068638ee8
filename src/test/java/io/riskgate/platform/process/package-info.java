/** The packaged service as its operators meet it: started, refused, killed, stopped. */
@NullMarked
package io.riskgate.platform.process;

import org.jspecify.annotations.NullMarked;
