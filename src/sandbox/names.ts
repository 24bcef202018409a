import { domainToASCII } from "node:url";
import { pick } from "./random";

const first =
  "acorn amber anchor atlas aurora birch blue bright cedar cobalt copper coral crystal delta eagle ember falcon fern granite green harbor hazel indigo ivory juniper lantern maple meadow nordic north oak ocean onyx opal pine polar quartz raven river rowan sable silver solar stone summit timber velvet willow".split(
    " ",
  );
const second =
  "academy analytics bakery bikes books brewery cafe catering clinic coffee consulting dental design digital dynamics energy farm finance fitness florist foods furniture garden gallery hosting hotel imports insurance interiors kitchen labs law ledger logistics media motors optics outdoor partners pharmacy photo physio press realty robotics sailing software studio supply systems tools toys travel ventures widgets wine works yoga".split(
    " ",
  );
const unicode =
  "bäckerei müller-möbel fußpflege käsehaus blumengrüße schöne-aussicht köln-events türöffner crème-brûlée jalapeños smørrebrød żubrówka łódź-tours übersetzung straßenfest süßwaren".split(
    " ",
  );
const endings = ["", "", "", "24", "-online", "-group", "shop", "-hq", "online", "-eu"];

const givenNames =
  "anna ben clara david elif finn greta hugo ines jonas kira luca mara noah olga paul rosa tim vera yusuf".split(" ");
const surnames =
  "berger conti dupont eriksen fischer garcia hansen ivanova jansen keller lopez meyer novak olsen peeters rossi".split(
    " ",
  );

/** A plausible name without a TLD, such as `harbor-widgets`; the same bits give the same name. */
export function label(bits: number): string {
  const joint = bits % 3 === 0 ? "-" : "";
  const ending = pick(endings, bits >>> 20);
  return `${pick(first, bits >>> 2)}${joint}${pick(second, bits >>> 9)}${ending}`;
}

/** A name with letters beyond ASCII, in the `xn--` form that DMAPI speaks. */
export function idnLabel(bits: number): string {
  const ending = bits % 2 === 0 ? "" : `-${pick(second, bits >>> 8)}`;
  return domainToASCII(`${pick(unicode, bits >>> 1)}${ending}`);
}

/** A bakery's name with an umlaut, in the `xn--` form. */
export function bakeryLabel(bits: number): string {
  return domainToASCII(`bäckerei-${pick(surnames, bits)}`);
}

/** An e-mail address of a person on one of the domains reserved for examples. */
export function email(bits: number): string {
  const host = pick(["example.com", "example.net", "example.org"], bits >>> 16);
  return `${pick(givenNames, bits)}.${pick(surnames, bits >>> 6)}@${host}`;
}
