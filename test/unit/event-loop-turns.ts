/** How often the event loop turns while `run` works: others are served in each turn. */
export async function countEventLoopTurns<T>(
  run: () => Promise<T>,
): Promise<{ readonly turns: number; readonly result: T }> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  try {
    const result = await run();
    return { turns, result };
  } finally {
    isDone = true;
  }
}
