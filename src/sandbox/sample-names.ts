import { domainToASCII } from "node:url";
import { pick } from "./random";

const firstWords =
  "acorn amber anchor atlas aurora birch blue bright cedar cobalt copper coral crystal delta eagle ember falcon fern granite green harbor hazel indigo ivory juniper lantern maple meadow nordic north oak ocean onyx opal pine polar quartz raven river rowan sable silver solar stone summit timber velvet willow".split(
    " ",
  );
const secondWords =
  "academy analytics bakery bikes books brewery cafe catering clinic coffee consulting dental design digital dynamics energy farm finance fitness florist foods furniture garden gallery hosting hotel imports insurance interiors kitchen labs law ledger logistics media motors optics outdoor partners pharmacy photo physio press realty robotics sailing software studio supply systems tools toys travel ventures widgets wine works yoga".split(
    " ",
  );
const unicodeWords =
  "bäckerei müller-möbel fußpflege käsehaus blumengrüße schöne-aussicht köln-events türöffner crème-brûlée jalapeños smørrebrød żubrówka łódź-tours übersetzung straßenfest süßwaren".split(
    " ",
  );
const suffixes = ["", "", "", "24", "-online", "-group", "shop", "-hq", "online", "-eu"];

const givenNames =
  "anna ben clara david elif finn greta hugo ines jonas kira luca mara noah olga paul rosa tim vera yusuf".split(" ");
const surnames =
  "berger conti dupont eriksen fischer garcia hansen ivanova jansen keller lopez meyer novak olsen peeters rossi".split(
    " ",
  );

/** A plausible name without a TLD, such as `harbor-widgets`; the same bits give the same name. */
export function createLabel(bits: number): string {
  const separator = bits % 3 === 0 ? "-" : "";
  const suffix = pick(suffixes, bits >>> 20);
  return `${pick(firstWords, bits >>> 2)}${separator}${pick(secondWords, bits >>> 9)}${suffix}`;
}

/** A name with non-ASCII letters, in the `xn--` form that DMAPI uses. */
export function createIdnLabel(bits: number): string {
  const suffix = bits % 2 === 0 ? "" : `-${pick(secondWords, bits >>> 8)}`;
  return domainToASCII(`${pick(unicodeWords, bits >>> 1)}${suffix}`);
}

/** A bakery's name with an umlaut, in the `xn--` form. */
export function createBakeryLabel(bits: number): string {
  return domainToASCII(`bäckerei-${pick(surnames, bits)}`);
}

/** An e-mail address of a person on one of the domains reserved for examples. */
export function createEmail(bits: number): string {
  const host = pick(["example.com", "example.net", "example.org"], bits >>> 16);
  return `${pick(givenNames, bits)}.${pick(surnames, bits >>> 6)}@${host}`;
}
