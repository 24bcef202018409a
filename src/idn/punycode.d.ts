declare module "punycode.js" {
  /** Throws RangeError if the text is no Punycode. */
  export function decode(text: string): string;
  export function encode(text: string): string;
}
