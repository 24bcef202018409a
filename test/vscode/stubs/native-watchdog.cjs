// Ends this process when its parent has gone. (VS Code's own is native, for the case of a blocked event loop.)
const { setInterval } = require("node:timers");

exports.start = (pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, 1000).unref();
};
