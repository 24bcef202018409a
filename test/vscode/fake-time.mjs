// @ts-check
// Lets everything that the suites start, VS Code and its browser included, live at another time and in another zone.
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Where distributions put libfaketime; the library for programs with threads first. */
const folders = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib64/faketime"];
const names = ["libfaketimeMT.so.1", "libfaketime.so.1"];

/**
 * Makes this process take its zone from `tz` and gives a function for the environment of each suite, which begins at
 * `now` and goes on from there.
 * @param {{ now?: string | undefined, tz?: string | undefined }} options `now`: `2026-12-31T23:57`, in the zone `tz`
 * @returns {() => Record<string, string>}
 */
export function fakeTime({ now, tz }) {
  if (tz !== undefined) {
    requireZone(tz);
    process.env["TZ"] = tz;
  }
  if (now === undefined) return () => ({});
  const start = parseNow(now);
  const library = findLibrary();
  return () => ({
    LD_PRELOAD: library,
    // An offset, so that all processes agree; it is worked out when a suite starts.
    FAKETIME: `${start >= Date.now() ? "+" : ""}${((start - Date.now()) / 1000).toFixed(3)}`,
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    FAKETIME_DONT_RESET: "1",
  });
}

/**
 * The environment for a program that does not run with libfaketime, such as Chromium. Our pages take the time from the
 * extension host.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutFakeTime(env) {
  return { ...env, LD_PRELOAD: undefined, FAKETIME: undefined };
}

/** @param {string} tz */
function requireZone(tz) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: tz });
  } catch {
    throw new Error(`--tz ${tz}: there is no such time zone; use a name such as Pacific/Auckland.`);
  }
}

/** @param {string} now */
function parseNow(now) {
  const start = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/.test(now)
    ? Date.parse(now.includes("T") ? now : `${now}T12:00`)
    : NaN;
  if (Number.isNaN(start)) throw new Error(`--now ${now}: use a day or a minute, such as 2026-12-31T23:57.`);
  return start;
}

function findLibrary() {
  const found = folders.flatMap((folder) =>
    names.filter((name) => list(folder).includes(name)).map((name) => join(folder, name)),
  );
  if (found[0]) return found[0];
  throw new Error("--now needs libfaketime (Debian and Ubuntu: apt-get install faketime). It works on Linux only.");
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
