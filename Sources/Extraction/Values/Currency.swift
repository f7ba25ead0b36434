/// The currencies that the grammars know, as data, with the codes of ISO 4217.
///
/// What a sign or word means where several currencies share it: "$" and "dollars" are US dollars and "¥" is yen unless
/// a letter or word before them says otherwise ("A$", "CN¥", "Canadian dollars"); "rupees" are Indian, "riyals" Saudi,
/// "dirhams" Emirati; "francs", "dinars", "pesos" and "shillings" need the word for their country. "won" and "pounds"
/// are also a verb and a weight, so they need a million, or their country, before them.
enum Currency {
  /// Signs that stand before or behind a number.
  static let signs: [(String, String)] = [
    ("$", "USD"), ("＄", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("￥", "JPY"), ("₹", "INR"), ("₩", "KRW"),
    ("₽", "RUB"), ("₺", "TRY"), ("₪", "ILS"), ("₫", "VND"), ("฿", "THB"), ("₦", "NGN"), ("₱", "PHP"), ("₴", "UAH"),
    ("₸", "KZT"), ("₵", "GHS"), ("₡", "CRC"), ("₲", "PYG"), ("₭", "LAK"), ("₮", "MNT"), ("₼", "AZN"), ("₾", "GEL"),
    ("₨", "INR"),
  ]

  /// Letters that touch a sign and change its meaning: the sign's own code and the letters in lower case.
  static let prefixed = FoldedWordTable<[String: String]>([
    ("us", ["USD": "USD"]), ("u.s.", ["USD": "USD"]), ("a", ["USD": "AUD"]), ("au", ["USD": "AUD"]),
    ("aus", ["USD": "AUD"]), ("c", ["USD": "CAD"]), ("ca", ["USD": "CAD"]), ("can", ["USD": "CAD"]),
    ("nz", ["USD": "NZD"]), ("hk", ["USD": "HKD"]), ("s", ["USD": "SGD"]), ("sg", ["USD": "SGD"]),
    ("nt", ["USD": "TWD"]), ("tw", ["USD": "TWD"]), ("r", ["USD": "BRL"]), ("mx", ["USD": "MXN"]),
    ("j", ["USD": "JMD"]), ("tt", ["USD": "TTD"]), ("b", ["USD": "BND"]), ("cn", ["JPY": "CNY"]),
    ("rmb", ["JPY": "CNY"]), ("e", ["GBP": "EGP"]), ("jp", ["JPY": "JPY"]),
  ])

  /// Codes and short forms in capitals, before or behind a number.
  static let codes: [(String, String)] =
    ("AED ARS AUD AZN BDT BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP GHS HKD HUF IDR ILS INR IQD ISK "
    + "JOD JPY KES KRW KWD KZT LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND "
    + "TRY TWD TZS UAH UGX USD UYU UZS VND XAF XOF ZAR ZMW")
    .split(separator: " ").map { (String($0), String($0)) } + [
      ("RMB", "CNY"), ("CNH", "CNY"), ("Rs", "INR"), ("Rs.", "INR"),
    ]

  /// Words behind a number that mean one currency without more.
  static let words: [(String, String)] = [
    ("dollar", "USD"), ("dollars", "USD"), ("euro", "EUR"), ("euros", "EUR"), ("yuan", "CNY"), ("renminbi", "CNY"),
    ("yen", "JPY"), ("rupee", "INR"), ("rupees", "INR"), ("riyal", "SAR"), ("riyals", "SAR"), ("dirham", "AED"),
    ("dirhams", "AED"), ("ringgit", "MYR"), ("baht", "THB"), ("rupiah", "IDR"), ("dong", "VND"), ("rand", "ZAR"),
    ("reais", "BRL"), ("naira", "NGN"), ("cedis", "GHS"), ("zloty", "PLN"), ("zlotys", "PLN"), ("forint", "HUF"),
    ("hryvnia", "UAH"), ("hryvnias", "UAH"), ("ruble", "RUB"), ("rubles", "RUB"), ("rouble", "RUB"), ("roubles", "RUB"),
    ("lira", "TRY"), ("liras", "TRY"), ("shekel", "ILS"), ("shekels", "ILS"), ("kronor", "SEK"), ("tenge", "KZT"),
    ("taka", "BDT"), ("sterling", "GBP"),
  ]

  /// Words that mean a currency only with a scale ("million pounds") or a country before them.
  static let cautiousWords: [(String, String)] = [("pound", "GBP"), ("pounds", "GBP"), ("won", "KRW")]

  /// Words that need a country before them.
  static let nationalWords = [
    "franc", "francs", "dinar", "dinars", "peso", "pesos", "shilling", "shillings", "kroner",
    "krona", "krone", "koruna", "real", "rial", "rials", "leu", "lei", "crowns",
  ]

  /// The code of a country's currency, from the words for country and currency: `saudi riyal`.
  static let national = FoldedWordTable<String>([
    ("us dollar", "USD"), ("u.s. dollar", "USD"), ("american dollar", "USD"), ("canadian dollar", "CAD"),
    ("australian dollar", "AUD"), ("singapore dollar", "SGD"), ("singaporean dollar", "SGD"),
    ("hong kong dollar", "HKD"), ("new zealand dollar", "NZD"), ("taiwan dollar", "TWD"), ("taiwanese dollar", "TWD"),
    ("swiss franc", "CHF"), ("cfa franc", "XOF"), ("kuwaiti dinar", "KWD"), ("jordanian dinar", "JOD"),
    ("bahraini dinar", "BHD"), ("algerian dinar", "DZD"), ("tunisian dinar", "TND"), ("iraqi dinar", "IQD"),
    ("mexican peso", "MXN"), ("chilean peso", "CLP"), ("colombian peso", "COP"), ("argentine peso", "ARS"),
    ("philippine peso", "PHP"), ("kenyan shilling", "KES"), ("tanzanian shilling", "TZS"), ("ugandan shilling", "UGX"),
    ("norwegian kroner", "NOK"), ("norwegian krone", "NOK"), ("danish kroner", "DKK"), ("danish krone", "DKK"),
    ("swedish krona", "SEK"), ("swedish kronor", "SEK"), ("czech koruna", "CZK"), ("czech crown", "CZK"),
    ("saudi riyal", "SAR"), ("qatari riyal", "QAR"), ("omani rial", "OMR"), ("iranian rial", "IRR"),
    ("uae dirham", "AED"), ("emirati dirham", "AED"), ("moroccan dirham", "MAD"), ("indian rupee", "INR"),
    ("pakistani rupee", "PKR"), ("pakistan rupee", "PKR"), ("sri lankan rupee", "LKR"), ("chinese yuan", "CNY"),
    ("chinese renminbi", "CNY"), ("japanese yen", "JPY"), ("south korean won", "KRW"), ("korean won", "KRW"),
    ("british pound", "GBP"), ("egyptian pound", "EGP"), ("lebanese pound", "LBP"), ("turkish lira", "TRY"),
    ("brazilian real", "BRL"), ("brazilian reais", "BRL"), ("russian ruble", "RUB"), ("russian rouble", "RUB"),
    ("romanian lei", "RON"), ("romanian leu", "RON"), ("indonesian rupiah", "IDR"), ("malaysian ringgit", "MYR"),
    ("thai baht", "THB"), ("vietnamese dong", "VND"), ("south african rand", "ZAR"), ("israeli shekel", "ILS"),
    ("nigerian naira", "NGN"), ("polish zloty", "PLN"), ("hungarian forint", "HUF"),
  ])
}
