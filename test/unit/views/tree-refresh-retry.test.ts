import assert from "node:assert/strict";
import { mock } from "node:test";
import { TreeRefreshRetry } from "../../../src/views/tree-refresh-retry";

describe("The refresh of all rows of a view", () => {
  let announced: number;
  let isVisible: boolean;
  let refresh: TreeRefreshRetry;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout"] });
    announced = 0;
    isVisible = true;
    refresh = new TreeRefreshRetry({ isVisible: () => isVisible, announceChange: () => announced++ });
  });
  afterEach(() => {
    refresh.dispose();
    mock.timers.reset();
  });

  it("is announced once if VS Code asks for the rows", () => {
    refresh.request();
    refresh.handleRequestForRows();
    mock.timers.tick(60_000);
    assert.equal(announced, 1);
  });

  it("is announced again, ever more seldom and not forever, until VS Code asks for the rows", () => {
    refresh.request();
    for (const [repeats, ms] of [500, 1_000, 2_000, 4_000, 8_000].entries()) {
      mock.timers.tick(ms - 1);
      assert.equal(announced, 1 + repeats);
      mock.timers.tick(1);
      assert.equal(announced, 2 + repeats);
    }
    mock.timers.tick(600_000);
    assert.equal(announced, 6);
    refresh.request();
    mock.timers.tick(500);
    refresh.handleRequestForRows();
    mock.timers.tick(600_000);
    assert.equal(announced, 8);
  });

  it("waits for a hidden view to be shown", () => {
    isVisible = false;
    refresh.request();
    mock.timers.tick(600_000);
    assert.equal(announced, 1);
    isVisible = true;
    refresh.handleVisible();
    mock.timers.tick(500);
    assert.equal(announced, 2);
    refresh.handleRequestForRows();
    refresh.handleVisible();
    mock.timers.tick(600_000);
    assert.equal(announced, 2);
  });

  it("ends with the view", () => {
    refresh.request();
    refresh.dispose();
    mock.timers.tick(600_000);
    assert.equal(announced, 1);
  });
});
