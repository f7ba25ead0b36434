/// The query parameters of URLs that tell where a reader came from, and nothing about what is read.
///
/// Only these are removed when a URL becomes an identity: any other parameter may choose the page
/// (`news.ycombinator.com/item?id=…`). From the lists of Mozilla Firefox's query stripping
/// (https://firefox.settings.services.mozilla.com, collection `query-stripping`), the Google Analytics, Matomo and
/// Mailchimp documentation, and the share links of the named services; names only, as facts.
enum TrackingParameters {
  /// Names in full, in lower case.
  static let names: Set<String> = [
    // Google Ads and Analytics, Microsoft, Meta, X, TikTok, LinkedIn, Yandex, Instagram.
    "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "_ga", "_gl", "msclkid", "fbclid", "twclid", "ttclid",
    "li_fat_id", "yclid", "_openstat", "igshid", "igsh",
    // Mailings: Mailchimp, HubSpot, Marketo, Drip, Vero, Olytics, Klaviyo, Substack's own.
    "mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "mkt_tok", "__s", "vero_id",
    "vero_conv", "oly_anon_id", "oly_enc_id", "_kx", "rb_clickid", "s_cid", "ml_subscriber", "ml_subscriber_hash",
    // Where a reader came from.
    "ref_src", "ref_url", "cmpid", "ncid", "wickedid", "guccounter", "guce_referrer", "guce_referrer_sig",
  ]

  /// What a name may begin with, in lower case: `utm_source`, Matomo's `mtm_campaign` and `pk_campaign`.
  static let prefixes = ["utm_", "mtm_", "pk_", "hsa_"]

  static func contains(_ name: some StringProtocol) -> Bool {
    let name = name.lowercased()
    return names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }
}
