const { commands } = require("vscode");

exports.activate = async () => {
  await commands.executeCommand("workbench.view.extension.joker");
  void commands.executeCommand("joker.sandbox.start");
};
