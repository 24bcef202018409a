// Writes VS Code's log files as its native logger does, line by line.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical", "off"];

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
    mkdirSync(dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    const at = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString();
    const line = `${at.slice(0, 10)} ${at.slice(11, 23)} [${levels[level]}] ${message}\n`;
    try {
      appendFileSync(this.file, this.raw ? message : line);
    } catch {
      // The folder of the logs has been removed: VS Code is about to end.
    }
  }
  trace = (message) => this.write(0, message);
  debug = (message) => this.write(1, message);
  info = (message) => this.write(2, message);
  warn = (message) => this.write(3, message);
  error = (message) => this.write(4, message);
  critical = (message) => this.write(5, message);
  getLevel = () => this.level;
  setLevel = (level) => void (this.level = level);
  clearFormatters = () => void (this.raw = true);
  setPattern() {}
  flush() {}
  drop() {}
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger("rotating", name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
