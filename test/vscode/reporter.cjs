// Mocha's usual report on the screen, and the counts in the file that JOKER_TEST_REPORT names.
const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

module.exports = class extends reporters.Spec {
  done(failures, finish) {
    const { passes, failures: failed } = this.stats;
    const { JOKER_TEST_REPORT: file } = process.env;
    if (file) writeFileSync(file, JSON.stringify({ passed: passes, failed }));
    finish(failures);
  }
};
