// StrykerJS requires files of Mocha by their names without `.cjs`, which they have since Mocha 12.
const { _extensions: extensions } = require("node:module");

extensions[".cjs"] ??= extensions[".js"];
