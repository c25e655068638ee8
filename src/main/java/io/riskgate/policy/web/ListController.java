package io.riskgate.policy.web;

import io.riskgate.policy.ListEntry;
import io.riskgate.policy.ListName;
import io.riskgate.policy.Lists;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.io.InputStream;
import java.security.Principal;
import java.util.List;

/** Lists over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/lists")
class ListController {

    private final Lists lists;
    private final EntryStream stream;

    ListController(Lists lists, EntryStream stream) {
        this.lists = lists;
        this.stream = stream;
    }

    @GetMapping
    Page<Overview> lists() {
        List<Overview> all =
                lists.overview().stream()
                        .map(one -> new Overview(one.list().path(), one.entries()))
                        .toList();
        return new Page<>(all, false, null);
    }

    @GetMapping("/{name}/entries")
    Page<EntryDocument> entries(
            @PathVariable String name,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String value,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Long after) {
        RequestFaults faults = new RequestFaults();
        Identifier kind = by == null ? null : EntryRequest.identifier(by, faults, "by");
        faults.refuse();
        return lists.page(list(name), new Lists.Filter(kind, value), after, Page.limit(limit))
                .map(EntryDocument::of);
    }

    @GetMapping("/{name}/entries/{id}")
    EntryDocument entry(@PathVariable String name, @PathVariable long id) {
        return EntryDocument.of(lists.get(list(name), id));
    }

    @PostMapping("/{name}/entries")
    @ResponseStatus(HttpStatus.CREATED)
    EntryDocument add(
            @PathVariable String name,
            @RequestBody EntryRequest request,
            @Nullable Principal caller) {
        return EntryDocument.of(lists.add(list(name), request.content(""), Callers.name(caller)));
    }

    /** Adds or replaces any number of entries: a JSON array, or one object a line. All or none. */
    @PostMapping("/{name}/entries/bulk")
    Loaded load(@PathVariable String name, InputStream body, @Nullable Principal caller) {
        ListName list = list(name);
        return new Loaded(lists.load(list, stream.read(body), Callers.name(caller)));
    }

    @PutMapping("/{name}/entries/{id}")
    EntryDocument change(
            @PathVariable String name,
            @PathVariable long id,
            @RequestBody EntryRequest request,
            @Nullable Principal caller) {
        ListEntry before = lists.get(list(name), id);
        return EntryDocument.of(
                lists.change(
                        list(name),
                        id,
                        request.changed(before.content()),
                        request.read(),
                        Callers.name(caller)));
    }

    @DeleteMapping("/{name}/entries/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String name,
            @PathVariable long id,
            @RequestParam @Nullable Long revision,
            @Nullable Principal caller) {
        lists.remove(list(name), id, revision, Callers.name(caller));
    }

    private static ListName list(String name) {
        return ListName.ofPath(name)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND,
                                        "The lists are block, allow and watch."));
    }

    /** A list and how many entries it has. */
    record Overview(String name, long entries) {}

    /** How many entries were read. */
    record Loaded(long loaded) {}
}
