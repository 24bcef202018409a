/** Replaces an auth-id. Its length is fixed, so that it reveals nothing. */
export const mask = "••••••••";

const authIdWord = String.raw`auth(?:ori[sz]ation)?[-_ ]?(?:id|info(?:rmation)?|code|key|pw|password)(?:[-_ ]?(?:id|code|key|pw|value))?`;
const credentialWord = String.raw`(?:(?:domain|transfer)[-_ ]?)?(?:${authIdWord}|(?:epp|transfer)[-_ ]?(?:code|key|pw|password))`;
const credentialPattern = new RegExp(String.raw`(?<![\p{L}\p{N}])${credentialWord}(?![\p{L}\p{N}])`, "iu");
const credentialTokenPattern = new RegExp(`^${credentialWord}$`, "i");
/** A label that ends so has an auth-id as its value. */
const shortCredentialPattern = /(?:^|[\s_-])(?:code|key|pw|password|auth|epp)\W*$/i;

/** Words of sentences and labels around an auth-id. Everything else in such a text is masked. */
const harmlessWords = new Set(
  `a an and are as at auth authentication authority authorisation authorization be been below by can changed client code
  command completed copy correct created creation customer date dear denied does domain e-mail email epp error example expiration expired
  expires expiry failed for from given has have hello here id in incorrect info information invalid is isn't it its keep key
  locked losing made match matches may message missing must name new no not now object of off ok on operation or order
  out owner password please policy processed pw received refused registrar registry rejected remember replied
  request requested required result sent server set state status successful successfully syntax take text thank that the this
  time to transfer unknown until use used valid value was well were which will with wrong you your`.split(/\s+/),
);
const dateWords = new Set(
  "until expires expired expiry expiration on date created creation changed since valid".split(" "),
);
const statusWords = new Set("ack ok success successful successfully completed done active".split(" "));
const datePattern = /^(?:\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|\d{1,2}\.\d{1,2}\.\d{4})$/;
const timePattern = /^(?:\d\d:\d\d(?::\d\d)?|UTC|GMT|CES?T)$/;
const closingQuotes = `"'”“»’\``;
/** At the start of a word only: an apostrophe is none. */
const openingQuotePattern = /(?<![^\s({[])["'“„«‘`]/g;
const lastClosingQuotePattern = /["'”“»’`](?=[^"'”“»’`]*$)/;
/** What may follow an unquoted auth-id on its line. */
const remarkPattern = /^(?:[(;,]|for\b|valid\b|until\b|expires\b|is\b|was\b)/i;

/** Collects what was masked. */
export interface MaskedValues {
  /** Values with a label or word for an auth-id. */
  readonly named: Set<string>;
  readonly others: Set<string>;
}

/** True for a name or text that mentions an auth-id. */
export function mentionsAuthId(text: string): boolean {
  return credentialPattern.test(text);
}

/** True for a date, with or without a time. */
export function isDateText(text: string): boolean {
  const [first = "", ...times] = text.trim().replace(/\.$/, "").split(/\s+/);
  return datePattern.test(first) && times.every((time) => timePattern.test(time));
}

/**
 * Masks all values of a text that are not known to be harmless.
 * @param object the object of the request, which is harmless
 * @param values receives the masked values
 */
export function maskText(text: string, object: string, values: MaskedValues): string {
  const masker = new TextMasker(object.toLowerCase(), values);
  return text
    .split(/(\r?\n)/)
    .map((part, index) => (index % 2 === 0 ? masker.maskLine(part) : part))
    .join("");
}

/** Masks the values that follow words for an auth-id, each on its line. */
export function maskMentioned(text: string, object: string, values: MaskedValues): string {
  const masker = new TextMasker(object.toLowerCase(), values);
  return text
    .split(/(\r?\n)/)
    .map((part, index) => {
      const start = masker.isValueExpected ? 0 : part.search(credentialPattern);
      return index % 2 === 1 || start < 0 ? part : part.slice(0, start) + masker.maskLine(part.slice(start));
    })
    .join("");
}

class TextMasker {
  /** True after a line that ends with a label for an auth-id. */
  isValueExpected = false;

  constructor(
    private readonly object: string,
    private readonly values: MaskedValues,
  ) {}

  maskLine(line: string, isNested = false): string {
    if (line.trim() === "") return line;
    if (this.isValueExpected) {
      this.isValueExpected = false;
      return this.maskValue(line, true);
    }
    const separatorIndex = line.search(/[:=]/);
    const label = line.slice(0, separatorIndex);
    if (separatorIndex <= 0 || !this.isHarmless(label)) return this.maskSentence(line, mentionsAuthId(line));
    const value = line.slice(separatorIndex + 1);
    return line.slice(0, separatorIndex + 1) + this.maskLabelled(label, value, isNested);
  }

  private maskLabelled(label: string, value: string, isNested: boolean): string {
    const isDateLabel = toWords(label).some((word) => dateWords.has(word));
    if (isDateLabel && isDateText(value)) return value;
    const isCredential = mentionsAuthId(label) || shortCredentialPattern.test(label);
    if (value.trim() === "") {
      this.isValueExpected = isCredential;
      return value;
    }
    if (isCredential) return this.maskValue(value, true);
    const plainValue = trimPunctuation(value).toLowerCase();
    if (plainValue === this.object || statusWords.has(plainValue)) return value;
    // Such as `Result: The Authorization ID is: "…"`.
    return !isNested && mentionsAuthId(value) ? this.maskLine(value, true) : this.maskValue(value, false);
  }

  /** Masks a value after its label: what is in quotes, otherwise the first word if only a remark follows, otherwise all. */
  private maskValue(value: string, isNamed: boolean): string {
    const start = value.search(/\S/);
    const text = value.slice(start);
    const before = value.slice(0, start);
    const quoted = this.findQuoted(text);
    if (quoted?.start === 0) return before + this.maskQuoted(text, quoted, isNamed);
    const first = /^\S+/.exec(text)?.[0] ?? "";
    const rest = text.slice(first.length);
    const isRemark = remarkPattern.test(rest.trim()) && this.isHarmless(rest);
    const isFirstOnly = rest.trim() === "" || isRemark;
    return before + (isFirstOnly ? this.add(first, isNamed) + rest : this.add(text.trimEnd(), isNamed));
  }

  /** Masks what is in quotes, and each run of other words that are not harmless. */
  private maskSentence(text: string, isNamed: boolean): string {
    const quoted = this.findQuoted(text);
    if (!quoted) return this.maskWords(text, isNamed);
    return this.maskWords(text.slice(0, quoted.start), isNamed) + this.maskQuoted(text, quoted, isNamed);
  }

  /** From the opening quote on. */
  private maskQuoted(text: string, { start, end }: Quoted, isNamed: boolean): string {
    const masked = this.add(text.slice(start + 1, end), isNamed);
    return text.charAt(start) + masked + text.charAt(end) + this.maskWords(text.slice(end + 1), isNamed);
  }

  private maskWords(text: string, isNamed: boolean): string {
    let [masked, runStart, previousWord] = ["", -1, ""];
    let runEnd = 0;
    const flush = () => {
      if (runStart >= 0) masked += this.add(text.slice(runStart, runEnd), isNamed);
      runStart = -1;
    };
    for (const { 0: token, index } of text.matchAll(/\S+/g)) {
      const isHarmless = this.isHarmlessToken(token, previousWord);
      if (isHarmless) flush();
      if (isHarmless || runStart < 0) masked += text.slice(runEnd, index);
      if (isHarmless) masked += token;
      else if (runStart < 0) runStart = index;
      runEnd = index + token.length;
      previousWord = trimPunctuation(token).toLowerCase();
    }
    flush();
    return masked + text.slice(runEnd);
  }

  private isHarmless(text: string): boolean {
    let previousWord = "";
    return text.split(/\s+/).every((token) => {
      const isHarmless = this.isHarmlessToken(token, previousWord);
      previousWord = trimPunctuation(token).toLowerCase();
      return isHarmless;
    });
  }

  private isHarmlessToken(token: string, previousWord: string): boolean {
    const word = trimPunctuation(token).toLowerCase();
    if (word === "" || word === this.object || harmlessWords.has(word) || statusWords.has(word)) return true;
    if (credentialTokenPattern.test(word)) return true;
    return dateWords.has(previousWord) ? datePattern.test(word) : timePattern.test(word.toUpperCase());
  }

  /** What is between the first opening quote and the last closing one, unless it is the object alone. */
  private findQuoted(text: string): Quoted | undefined {
    const end = text.search(lastClosingQuotePattern);
    for (const { index } of text.matchAll(openingQuotePattern)) {
      const start = index + 1;
      const isObject =
        this.object !== "" &&
        text.startsWith(this.object, start) &&
        closingQuotes.includes(text.charAt(start + this.object.length) || " ");
      if (!isObject && end > start) return { start: index, end };
    }
    return undefined;
  }

  private add(value: string, isNamed: boolean): string {
    const secret = value.trim().replace(/[.,;]$/, "") || value.trim();
    if (secret === "") return value;
    (isNamed ? this.values.named : this.values.others).add(secret);
    return mask;
  }
}

interface Quoted {
  /** Of the quotes. */
  readonly start: number;
  readonly end: number;
}

function toWords(text: string): string[] {
  return text.toLowerCase().split(/[^\p{L}]+/u);
}

function trimPunctuation(token: string): string {
  return /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(token)?.[0] ?? "";
}
