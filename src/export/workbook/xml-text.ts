/** Longer text makes Excel refuse the file. */
export const maxCellLength = 32_767;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// XML has no place for these characters; a text that looks like the escape for one is escaped as well.
const specialPattern = /[&<>"\ufffe\uffff]|(?![\t\n\x7f-\x9f])\p{Cc}|_(?=x[\dA-Fa-f]{4}_)/gu;

/**
 * Escapes text for an element or an attribute of a workbook. Characters that XML does not allow are written as `_x001F_`
 * (ECMA-376, part 1, ST_Xstring); unpaired surrogates become U+FFFD when the text is encoded.
 */
export function escapeXml(text: string): string {
  return text.replace(specialPattern, (character) => entities[character] ?? escapeCode(character));
}

function escapeCode(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}

/** Without one of these characters, text is written as it is. */
const unusualPattern = /[&<>"_\s\p{Cc}\ufffe\uffff]/u;

/** The element `t` of a text, which keeps blanks at its ends and line breaks. */
export function createTextElement(text: string): string {
  if (!unusualPattern.test(text)) return `<t>${text}</t>`;
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
  return `<t${space}>${escapeXml(text)}</t>`;
}
