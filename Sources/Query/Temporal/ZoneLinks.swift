/// Zones that the IANA database keeps as links to another, since the two agree from 1970 on (its file `backward`,
/// release 2024a; public domain).
///
/// Some systems pack their own history of the years before for these names. They are looked up under the name that they
/// link to, so that an answer is the same on every machine.
enum ZoneLinks {
  static func target(of name: String) -> String { targets[name] ?? name }

  private static let targets: [String: String] = {
    var result: [String: String] = [:]
    for (target, names) in groups {
      for name in names.split(separator: " ") { result[String(name)] = target }
    }
    return result
  }()

  private static let groups: KeyValuePairs<String, String> = [
    "Africa/Abidjan": """
    Africa/Accra Africa/Bamako Africa/Banjul Africa/Conakry Africa/Dakar Africa/Freetown Africa/Lome \
    Africa/Nouakchott Africa/Ouagadougou Africa/Timbuktu Atlantic/Reykjavik Atlantic/St_Helena
    """,
    "Africa/Johannesburg": "Africa/Maseru Africa/Mbabane",
    "Africa/Lagos": """
    Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Libreville Africa/Luanda Africa/Malabo \
    Africa/Niamey Africa/Porto-Novo
    """,
    "Africa/Maputo": """
    Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Kigali Africa/Lubumbashi Africa/Lusaka
    """,
    "Africa/Nairobi": """
    Africa/Addis_Ababa Africa/Asmara Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu \
    Indian/Antananarivo Indian/Comoro Indian/Mayotte
    """,
    "America/Panama": "America/Atikokan America/Cayman",
    "America/Puerto_Rico": """
    America/Anguilla America/Antigua America/Aruba America/Blanc-Sablon America/Curacao America/Dominica \
    America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot America/Montserrat \
    America/Port_of_Spain America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas \
    America/St_Vincent America/Tortola
    """,
    "America/Phoenix": "America/Creston",
    "America/Toronto": "America/Montreal America/Nassau America/Nipigon America/Thunder_Bay",
    "Asia/Bangkok": "Asia/Phnom_Penh Asia/Vientiane Indian/Christmas",
    "Asia/Dubai": "Asia/Muscat Indian/Mahe Indian/Reunion",
    "Asia/Kuching": "Asia/Brunei",
    "Asia/Qatar": "Asia/Bahrain",
    "Asia/Riyadh": "Asia/Aden Asia/Kuwait Antarctica/Syowa",
    "Asia/Singapore": "Asia/Kuala_Lumpur",
    "Asia/Yangon": "Indian/Cocos",
    "Europe/Belgrade": "Europe/Ljubljana Europe/Podgorica Europe/Sarajevo Europe/Skopje Europe/Zagreb",
    "Europe/Berlin": "Arctic/Longyearbyen Atlantic/Jan_Mayen Europe/Copenhagen Europe/Oslo Europe/Stockholm",
    "Europe/Brussels": "Europe/Amsterdam Europe/Luxembourg",
    "Europe/Helsinki": "Europe/Mariehamn",
    "Europe/London": "Europe/Guernsey Europe/Isle_of_Man Europe/Jersey",
    "Europe/Paris": "Europe/Monaco",
    "Europe/Prague": "Europe/Bratislava",
    "Europe/Rome": "Europe/San_Marino Europe/Vatican",
    "Europe/Zurich": "Europe/Busingen Europe/Vaduz",
    "Indian/Maldives": "Indian/Kerguelen",
    "Pacific/Guadalcanal": "Pacific/Pohnpei Pacific/Ponape",
    "Pacific/Guam": "Pacific/Saipan",
    "Pacific/Pago_Pago": "Pacific/Midway",
    "Pacific/Port_Moresby": "Antarctica/DumontDUrville Pacific/Chuuk Pacific/Truk Pacific/Yap",
    "Pacific/Tarawa": "Pacific/Funafuti Pacific/Majuro Pacific/Wake Pacific/Wallis",
  ]
}
