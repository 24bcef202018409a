import type { Frame } from "playwright-core";

/**
 * What a frame shows as markup that a server's text must not become: its elements and links, icons of VS Code, characters
 * that control a terminal or the direction of text, scripts that have run, and names put into every object.
 */
export async function unsafeMarkupIn(frame: Frame): Promise<string[]> {
  return await frame.evaluate(() => {
    const markup =
      "img[src='x'], [src*=evil], [href*=evil], [data-href*=evil], [href*='joker.signOut'], " +
      "[data-href*='joker.signOut'], .hostile, .codicon-smiley, .codicon-bug";
    const elements = [...document.querySelectorAll(markup)].map(({ outerHTML }) => outerHTML.slice(0, 200));
    const texts: string[] = [];
    /** What is chosen by an option or a check box is told to the page alone. */
    const isShown = (element: Element, name: string) =>
      !(name === "value" && element.matches("option, input[type=checkbox]"));
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!(node instanceof Element)) texts.push(node.nodeValue ?? "");
      else for (const { name, value } of node.attributes) if (isShown(node, name)) texts.push(`${name} ${value}`);
    }
    // eslint-disable-next-line no-control-regex -- they are what must not be there
    const control = /[\u0007\u001b\u202a-\u202e\u2066-\u2069]/;
    const controlled = texts.filter((text) => control.test(text)).map((text) => text.slice(0, 200));
    const ran = "jokerRan" in globalThis ? ["a script has run"] : [];
    const polluted = Object.keys(Object.prototype);
    return [...elements, ...controlled, ...ran, ...polluted];
  });
}
