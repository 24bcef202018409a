// @ts-check
/** Says what is being done, and how long it took. @template T @param {string} what @param {() => Promise<T>} work */
export async function withProgress(what, work) {
  const since = Date.now();
  console.log(`• ${what} …`);
  const result = await work();
  const seconds = (Date.now() - since) / 1000;
  if (seconds > 1) console.log(`  ${what}: done in ${seconds.toFixed(1)} s`);
  return result;
}
