// What comes too late, and what is shown: the two modules through which everything in the page that can change goes.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { InTurn, Latest, abortError, isAbort, until } from "../../www/latest.js";
import { state } from "../../www/state.js";

/** Answers that come when a test lets them. */
function asked() {
  const waiting = [];
  return {
    waiting,
    ask: (name) => new Promise((resolve, reject) => waiting.push({ name, resolve, reject })),
  };
}

describe("the latest of several runs", () => {
  for (const [what, end] of [["answer", ({ resolve }) => resolve("old")], ["failure", ({ reject }) => reject(new Error("old"))]]) {
    test(`the ${what} of an older one comes to nothing`, async () => {
      const { ask, waiting } = asked();
      const latest = new Latest();
      const shown = [];
      const run = (name) => latest.run(async (signal) => shown.push(await until(signal, ask(name))));
      const runs = [run("first"), run("second")];
      waiting[1].resolve("new");
      end(waiting[0]);
      assert.deepEqual(await Promise.all(runs), [undefined, 1]);
      assert.deepEqual(shown, ["new"]);
    });
  }

  test("one that is ended comes to nothing, and one that is stopped by the reader too", async () => {
    const latest = new Latest();
    const ended = latest.run((signal) => until(signal, Promise.resolve("late")));
    latest.abort();
    assert.equal(await ended, undefined);
    assert.equal(await latest.run((signal) => until(signal, Promise.reject(abortError()))), undefined);
  });

  test("a failure of the newest is heard", async () => {
    await assert.rejects(new Latest().run((signal) => until(signal, Promise.reject(new Error("broken")))), /broken/);
  });
});

describe("work in turn", () => {
  test("what is wanted several times meanwhile is done once more, and only that counts", async () => {
    const { ask, waiting } = asked();
    const done = [];
    let wish = "";
    const work = new InTurn(async (signal) => { done.push(await until(signal, ask(wish))); });
    const all = ["first", "second", "third"].map((one) => {
      wish = one;
      return work.run();
    });
    assert.deepEqual(waiting.map(({ name }) => name), ["first"]);
    waiting[0].resolve("first");
    await new Promise(setImmediate);
    assert.deepEqual(waiting.map(({ name }) => name), ["first", "third"]);
    waiting[1].resolve("third");
    await Promise.all(all);
    assert.deepEqual(done, ["third"]);
    assert.equal(work.running, null);
  });

  test("it is over where the reader stops it, and whoever waits is told", async () => {
    const { ask, waiting } = asked();
    const work = new InTurn(async (signal) => { await until(signal, ask("")); });
    const run = work.run();
    waiting[0].reject(abortError());
    await assert.rejects(run, isAbort);
    assert.equal(work.running, null);
    assert.equal(waiting.length, 1);
  });
});

test("what is shown is replaced and never changed, and whoever subscribed is told of both", () => {
  const told = [];
  state.subscribe((now, before) => told.push([before.filter, now.filter]));
  const first = state.now;
  state.set({ filter: "one" });
  assert.deepEqual([first.filter, state.now.filter, state.now.screen], ["", "one", "before"]);
  assert.throws(() => { state.now.filter = "two"; }, TypeError);
  assert.deepEqual(told, [["", "one"]]);
});
