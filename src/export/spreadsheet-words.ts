/** Names of months by language, in lower case. */
const months = [
  "january february march april may june july august september october november december",
  "januar jänner februar märz mrz april mai juni juli august september oktober november dezember",
  "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  "januari februari maart mrt april mei juni juli augustus september oktober november december",
  "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
  "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  "ocak şubat mart nisan mayıs mayis haziran temmuz ağustos eylül ekim kasım kasim aralık aralik",
].flatMap((names) => names.split(" "));

const minMonthLetters = 3;

/** Names of months and their beginnings of at least three letters, such as `sept`, in lower case. */
export const monthPrefixes: readonly string[] = [
  ...new Set(
    months.flatMap((name) =>
      Array.from({ length: name.length - minMonthLetters + 1 }, (_, more) => name.slice(0, minMonthLetters + more)),
    ),
  ),
];

/** Words for true and false by language. */
export const booleanWords: readonly string[] = (
  "true false wahr falsch vrai faux verdadero falso vero waar onwaar prawda fałsz verdadeiro doğru yanliş yanlış"
).split(" "); // prettier-ignore

/** Codes and abbreviations of currencies that spreadsheets read beside a number. */
export const currencyCodes: readonly string[] = "eur usd gbp chf try cad aud jpy cny sek nok dkk pln czk huf".split(
  " ",
);

/** Values of cells that show an error, as patterns: in English, German and Turkish. */
export const errorValues: readonly string[] = [
  "#n/a",
  "#nv",
  "#yok",
  String.raw`#(?:div/0|sayi/0|sayı/0|value|wert|değer|ref|bezug|başv|num|zahl|sayi|sayı)!`,
  String.raw`#(?:name|ad)\?`,
  String.raw`#(?:null|boş)!`,
];
