// Ends this process when its parent has gone. (VS Code's own is native, for the case of a blocked event loop.)
const { setInterval } = require("node:timers");

// VS Code keeps LD_PRELOAD, and so libfaketime, from its extension host, which loads this file before any extension:
// its clock is moved here by the offset in seconds that libfaketime takes.
const { FAKETIME, LD_PRELOAD } = process.env;
if (FAKETIME && !LD_PRELOAD) moveClock(Number(FAKETIME) * 1000);

exports.moveClock = moveClock;

exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};

/** Moves the clock of this process or page; timers stay as they are. A page gets the source of this function. @param {number} ms */
function moveClock(ms) {
  const RealDate = Date;
  const now = () => RealDate.now() + ms;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
}
