// @generated from the TOML files in this folder by the test `knowledge`.
// Edit those and run `UPDATE_EXPECT=1 cargo test --test knowledge`.
// The number in a row is that of its sources in `SOURCE_SETS`.

use super::macros::{EventTraits, FieldTraits, condition, events, fields, hosts, places, sources};
use super::*;

#[rustfmt::skip]
pub(super) static SOURCE_SETS: &[&[&str]] = &[
    &["adguard-83548", "mhatre-2017-11-18", "xiaomi-dns-blocklist"], // 0
    &["adguard-83548", "xiaomi-dns-blocklist"], // 1
    &["aod-decompiled"], // 2
    &["breezy-weather"], // 3
    &["fetch-metadata"], // 4
    &["hagezi-xiaomi"], // 5
    &["hagezi-xiaomi", "nextdns-xiaomi"], // 6
    &["mhatre-2017-11-18"], // 7
    &["mhatre-2017-11-18", "xiaomi-dns-blocklist"], // 8
    &["mihome-decompiled"], // 9
    &["mihome-decompiled", "android-hardware-ids", "ftc-2024-07-24"], // 10
    &["mihome-decompiled", "android-random-mac"], // 11
    &["mihome-decompiled", "aod-decompiled"], // 12
    &["mihome-decompiled", "aod-decompiled", "android-hardware-ids"], // 13
    &["mihome-decompiled", "aod-decompiled", "android-hardware-ids", "ftc-2024-07-24"], // 14
    &["mihome-decompiled", "aod-decompiled", "android-random-mac"], // 15
    &["mihome-decompiled", "aod-decompiled", "miui-versions"], // 16
    &["mihome-decompiled", "etip-97"], // 17
    &["mihome-decompiled", "nextdns-xiaomi"], // 18
    &["mihome-decompiled", "nextdns-xiaomi", "palant-2020-05-04"], // 19
    &["mihome-decompiled", "systemui-decompiled", "miui-analytics-decompiled"], // 20
    &["mihome-decompiled", "systemui-decompiled", "miui-analytics-decompiled", "ftc-2024-07-24", "android-hardware-ids"], // 21
    &["mihome-decompiled", "xiaomi-cloud-tokens"], // 22
    &["mihome-decompiled", "xiaomi-dns-blocklist"], // 23
    &["miui-analytics-app"], // 24
    &["miui-analytics-app", "android-hardware-ids", "android-random-mac"], // 25
    &["miui-analytics-app", "android-hardware-ids", "ftc-2024-07-24"], // 26
    &["miui-analytics-app", "android-random-mac"], // 27
    &["miui-analytics-app", "ftc-2024-07-24", "android-hardware-ids"], // 28
    &["miui-analytics-app", "liu-2023"], // 29
    &["miui-analytics-decompiled"], // 30
    &["miui-analytics-decompiled", "android-hardware-ids", "ftc-2024-07-24"], // 31
    &["ncsc-lithuania-2021"], // 32
    &["nextdns-17"], // 33
    &["nextdns-xiaomi"], // 34
    &["onetrack-decompiled"], // 35
    &["onetrack-decompiled", "android-hardware-ids", "ftc-2024-07-24"], // 36
    &["onetrack-decompiled", "miui-analytics-decompiled", "nextdns-xiaomi"], // 37
    &["onetrack-decompiled", "miui-analytics-decompiled", "nextdns-xiaomi", "android-loupe-2023"], // 38
    &["onetrack-decompiled", "miui-versions"], // 39
    &["palant-2020-05-04"], // 40
    &["palant-2020-05-04", "miui-versions"], // 41
    &["palant-2020-05-04", "nextdns-xiaomi"], // 42
    &["palant-2020-05-04", "palant-2020-05-08"], // 43
    &["palant-2020-05-04", "palant-2020-05-08", "palant-2020-02-18"], // 44
    &["perflyst-98"], // 45
    &["rfc6265", "sensors-android-3.2.10"], // 46
    &["rfc9110"], // 47
    &["rfc9111"], // 48
    &["rfc9112"], // 49
    &["rfc9113"], // 50
    &["rfc9218"], // 51
    &["sensors-android"], // 52
    &["sensors-android", "android-identifiers"], // 53
    &["sensors-android", "msa-oaid"], // 54
    &["sensors-android", "sensors-format-manual"], // 55
    &["sensors-android", "sensors-ios"], // 56
    &["sensors-android", "sensors-ios", "sensors-js"], // 57
    &["sensors-android", "sensors-js"], // 58
    &["sensors-android", "sensors-presets-manual"], // 59
    &["sensors-android", "sensors-web-manual"], // 60
    &["sensors-android-3.2.10"], // 61
    &["sensors-android-3.2.10", "palant-2020-05-04"], // 62
    &["sensors-android-3.2.10", "palant-2020-05-08"], // 63
    &["sensors-android-3.2.10", "palant-2020-05-08", "android-identifiers"], // 64
    &["sensors-android-3.2.10", "palant-2020-05-08", "android-identifiers", "aosp-ssaid"], // 65
    &["sensors-android-3.2.10", "sensors-android"], // 66
    &["sensors-android-3.2.10", "sensors-format-manual"], // 67
    &["sensors-android-3.2.10", "sensors-import-manual"], // 68
    &["sensors-android-3.2.10", "sensors-ios"], // 69
    &["sensors-android-3.2.10", "sensors-js"], // 70
    &["sensors-android-3.2.10", "sensors-presets-manual"], // 71
    &["sensors-android-3.2.10", "sensors-web-manual"], // 72
    &["sensors-flutter"], // 73
    &["sensors-format-manual"], // 74
    &["sensors-import-manual"], // 75
    &["sensors-importer"], // 76
    &["sensors-ios"], // 77
    &["sensors-ios", "sensors-miniprogram"], // 78
    &["sensors-ios", "sensors-presets-manual"], // 79
    &["sensors-js"], // 80
    &["sensors-js", "sensors-android"], // 81
    &["sensors-js", "sensors-import-manual"], // 82
    &["sensors-js", "sensors-miniprogram"], // 83
    &["sensors-js", "sensors-web-manual"], // 84
    &["sensors-miniprogram"], // 85
    &["sensors-miniprogram", "sensors-miniprogram-manual"], // 86
    &["sensors-processor"], // 87
    &["sensors-python"], // 88
    &["sensors-python", "sensors-format-manual"], // 89
    &["sensors-quick-app-manual"], // 90
    &["sensors-web-manual"], // 91
    &["smart-scale-connect"], // 92
    &["systemui-decompiled", "miui-analytics-decompiled"], // 93
    &["systemui-decompiled", "miui-analytics-decompiled", "android-hardware-ids"], // 94
    &["systemui-decompiled", "miui-analytics-decompiled", "android-hardware-ids", "ftc-2024-07-24"], // 95
    &["systemui-decompiled", "miui-analytics-decompiled", "android-random-mac"], // 96
    &["tracking-dnt"], // 97
    &["ua-client-hints", "mdn-client-hints"], // 98
    &["w3c-gpc"], // 99
    &["webview-requested-with"], // 100
    &["xiaomi-blog-2020-05-02"], // 101
    &["xiaomi-cloud-tokens"], // 102
    &["xiaomi-cloud-tokens", "xiaomi-dns-blocklist"], // 103
    &["xiaomi-dns-blocklist"], // 104
    &["xiaomi-dns-blocklist", "mihome-decompiled"], // 105
    &["xiaomi-mimo-code"], // 106
    &["xiaomi-mimo-events"], // 107
];

#[rustfmt::skip]
places! {
    "envelope", Envelope, "Query string and form body around the events.";
    "header", Header, "HTTP headers, in lower case.";
    "event", Event, "Top level of an event in the format of Sensors Analytics.";
    "lib", Lib, "The `lib` object of an event in the format of Sensors Analytics.";
    "identities", Identities, "The `identities` object of an event in the format of Sensors Analytics.";
    "properties", Properties, "Properties that the software of Sensors Analytics knows by itself, most of them with a `$`.";
    "browser-described", BrowserDescribed, "Details that Xiaomi’s Mi Browser sent in 2021, described without their exact names.";
    "mi-home", MiHome, "Form and usage records of the Mi Home app.";
    "mi-home-answer", MiHomeAnswer, "Answers of the servers of the Mi Home app.";
    "mi-push", MiPush, "Form with which a phone registers for push messages of Xiaomi.";
    "mi-shop", MiShop, "Statistics of Xiaomi’s shop software.";
    "mi-shop-pairs", MiShopPairs, "Pairs that an app adds to the statistics of Xiaomi’s shop software.";
    "mi-store", MiStore, "Statistics of Xiaomi’s shop app Mi Store: what stands once in each message.";
    "mi-store-values", MiStoreValues, "Statistics of Xiaomi’s shop app Mi Store: its records.";
    "mistat", Mistat, "Form and usage records of MiStat 1 and 2, Xiaomi’s own tracking software.";
    "mistat-basic", MistatBasic, "Details of the phone that MiStat 1 and 2 send as records of their own.";
    "mistat3", Mistat3, "What MiStat 3 sends inside its lock: the record at the top, and its events.";
    "mistat3-form", Mistat3Form, "Form of MiStat 3.";
    "mistat3-values", Mistat3Values, "The `ps` object of an event of MiStat 3.";
    "miui-active", MiuiActive, "What MIUI Analytics, an app of the system, reports of the phone itself: `analytics_active`.";
    "miui-analytics", MiuiAnalytics, "Form and heads `H` of MIUI Analytics, an app of the system that reports for others.";
    "miui-tracks", MiuiTracks, "Form and records of MIUI’s internal analytics.";
    "miui-usage", MiuiUsage, "What MIUI Analytics, an app of the system, reports of the use of apps: `analytics_usage` and `analytics_sequence`.";
    "onetrack", Onetrack, "Form of OneTrack, with which it agrees on a key.";
    "onetrack-body", OnetrackBody, "The body `B` of a record of OneTrack.";
    "onetrack-head", OnetrackHead, "The head `H` of a record of OneTrack.";
}

#[rustfmt::skip]
sources! {
    "adguard-83548", "AdGuard filters, issue 83548: hosts in MIUI’s advertising and analytics apps, 19 May 2021", "https://github.com/AdguardTeam/AdguardFilters/issues/83548", "2026-11-22", "";
    "android-backup", "Google: Back up user data with Auto Backup, Android Developers", "https://developer.android.com/identity/data/autobackup", "2026-11-28", "";
    "android-hardware-ids", "Android Open Source Project: Device identifiers, since Android 10 for apps with system rights only", "https://source.android.com/docs/core/connect/device-identifiers", "2026-11-28", "";
    "android-identifiers", "Google: Best practices for unique identifiers, Android Developers", "https://developer.android.com/identity/user-data-ids", "2026-11-22", "";
    "android-loupe-2023", "Android OS Privacy Under the Loupe, arXiv 2302.01890, 2023", "https://arxiv.org/abs/2302.01890", "2026-11-28", "";
    "android-random-mac", "IETF MADINAS: Current practices of operating systems, on random Wi-Fi addresses since Android 10", "https://github.com/ietf-wg-madinas/draft-ietf-madinas-mac-address-randomization/blob/main/OS-current-practices.md", "2026-11-28", "";
    "aod-decompiled", "Xiaomi: MiStat 3 in the always-on display of MIUI, decompiled by notxx", "https://github.com/notxx/MIUIAODNotificationIcon/tree/79ab543", "2026-11-22", "";
    "aosp-ssaid", "Android Open Source Project: SettingsProvider, where the Android ID is made", "https://github.com/aosp-mirror/platform_frameworks_base/tree/00418a6", "2026-11-22", "";
    "breezy-weather", "Breezy Weather: a program that asks Xiaomi’s weather service", "https://github.com/breezy-weather/breezy-weather/blob/b7b0bda136e35109f8664805bd5e4781c1c5a083/app/src/src_nonfreenet/org/breezyweather/sources/china/ChinaService.kt", "2026-11-30", "";
    "etip-97", "Exodus Privacy, issue 97: whether Mi Push is a tracker, 2020 to 2022", "https://github.com/Exodus-Privacy/etip/issues/97", "2026-11-30", "";
    "fetch-metadata", "W3C: Fetch Metadata Request Headers", "https://www.w3.org/TR/fetch-metadata/", "2026-11-22", "";
    "forbes-2020-04-30", "Thomas Brewster, Forbes: Xiaomi recording millions of people’s “private” web and phone use, 30 April 2020 (read in copies on other sites)", "https://www.forbes.com/sites/thomasbrewster/2020/04/30/exclusive-warning-over-chinese-mobile-giant-xiaomi-recording-millions-of-peoples-private-web-and-phone-use/", "2026-11-22", "";
    "ftc-2024-07-24", "US Federal Trade Commission: No, hashing still doesn’t make your data anonymous, 24 July 2024", "https://www.ftc.gov/policy/advocacy-research/tech-at-ftc/2024/07/no-hashing-still-doesnt-make-your-data-anonymous", "2026-11-22", "";
    "hagezi-xiaomi", "HaGeZi: DNS blocklist of Xiaomi’s trackers, 352 hosts, 20 February 2026", "https://github.com/hagezi/dns-blocklists/blob/176da7a965fd4870507754f5ba5f41e00ea24d0a/adblock/native.xiaomi.txt", "2026-11-29", "";
    "india-today-2018-09-18", "India Today: how to turn off the ads of MIUI’s system apps, 18 September 2018", "https://www.indiatoday.in/technology/features/story/xiaomi-miui-system-apps-now-show-ads-but-you-can-turn-them-off-here-is-how-1342896-2018-09-18", "2026-11-29", "";
    "liu-2023", "Haoyu Liu, Paul Patras, Douglas J. Leith: On the data privacy practices of Android OEMs, PLOS ONE 18(1), 2023 (abstract)", "https://doi.org/10.1371/journal.pone.0279942", "2026-11-28", "";
    "mdn-client-hints", "MDN: Sec-CH-UA-Model header and the other client hints", "https://developer.mozilla.org/docs/Web/HTTP/Headers/Sec-CH-UA-Model", "2026-11-22", "https://github.com/mdn/content/blob/cdb071d0ca1c7e4436202dab1f37a5eadb879cce/files/en-us/web/http/reference/headers/sec-ch-ua-model/index.md";
    "mhatre-2017-11-18", "Kunal Mhatre: Scary Xiaomi phone(s), 18 November 2017", "https://github.com/abhn/kunalmhatre.github.io/blob/1343d7fe2568f0e3cf675f2074a5d350813e686a/_posts/2017-11-18-scary-xiaomi-phones.md", "2026-11-29", "";
    "mihome-decompiled", "Xiaomi: Mi Home app of 2020 with the MiStat, Mi Push and shop software in it, decompiled by TonyDongGuaPi", "https://github.com/TonyDongGuaPi/mihome-src/tree/19c0df3", "2026-11-22", "";
    "miui-analytics-app", "Xiaomi: MIUI Analytics, an app of the system, decompiled by amirzaidi", "https://github.com/amirzaidi/MIUIAnalytics/tree/950fd3c0fb835cf07c01893e5ce8ce40d7f88edb", "2026-11-22", "";
    "miui-analytics-decompiled", "Xiaomi: apps of MIUI, decompiled by XEonAX", "https://github.com/XEonAX/ANXMiuiApps/tree/cbce8c3", "2026-11-22", "";
    "miui-versions", "Wikipedia: MIUI, section on version numbers", "https://en.wikipedia.org/wiki/MIUI", "2026-11-22", "";
    "msa-oaid", "Alibaba Cloud developer community: on OAID, VAID and AAID", "https://developer.aliyun.com/article/1063022", "2026-11-22", "";
    "ncsc-lithuania-2021", "SlashGear on the Lithuanian National Cyber Security Centre’s look at the Mi 10T 5G, September 2021, with a list of what Mi Browser sent", "https://www.slashgear.com/xiaomi-china-government-censorship-list-discovered-in-mi-10t-5g-22692141/", "2026-11-29", "";
    "nextdns-17", "NextDNS, native-tracking-domains, issue 17: hosts of a phone with HyperOS, 7 October 2024", "https://github.com/nextdns/native-tracking-domains/issues/17", "2026-11-28", "";
    "nextdns-xiaomi", "NextDNS: list of Xiaomi’s tracking hosts", "https://github.com/nextdns/metadata/blob/1b61b7914e1f9318c36ca1e0be1c65cb9c40431c/privacy/native/xiaomi", "2026-11-22", "";
    "onetrack-decompiled", "Xiaomi: OneTrack software in the settings app of MIUI, decompiled by avid-coder05", "https://github.com/avid-coder05/MI-Settings/tree/d5054e1", "2026-11-22", "";
    "palant-2020-02-18", "Wladimir Palant: Insights from Avast/Jumpshot data: Pitfalls of data anonymization, 18 February 2020", "https://palant.info/2020/02/18/insights-from-avast/jumpshot-data-pitfalls-of-data-anonymization/", "2026-11-22", "https://github.com/palant/palant.info/blob/d23f898bd3ab6a94f3bd0fad68601475fb656179/content/articles/insights-from-avast-jumpshot-data-pitfalls-of-data-anonymization/index.md";
    "palant-2020-05-04", "Wladimir Palant: Are Xiaomi browsers spyware? Yes, they are..., 4 May 2020", "https://palant.info/2020/05/04/are-xiaomi-browsers-spyware-yes-they-are.../", "2026-11-22", "https://github.com/palant/palant.info/blob/78a323bbfa5dd6143bc07e076a765d48dfde1ae8/content/articles/are-xiaomi-browsers-spyware-yes-they-are/index.md";
    "palant-2020-05-08", "Wladimir Palant: What data does Xiaomi collect about you?, 8 May 2020", "https://palant.info/2020/05/08/what-data-does-xiaomi-collect-about-you/", "2026-11-22", "https://github.com/palant/palant.info/blob/93de26ac169290181b74396a5b3c9378b5f96004/content/articles/what-data-does-xiaomi-collect-about-you/index.md";
    "perflyst-98", "Perflyst, PiHoleBlocklist, issue 98: hosts of a Mi TV, 2021", "https://github.com/Perflyst/PiHoleBlocklist/issues/98", "2026-11-28", "";
    "rfc6265", "IETF: RFC 6265, HTTP State Management Mechanism, April 2011", "https://www.rfc-editor.org/rfc/rfc6265", "2026-11-22", "";
    "rfc9110", "IETF: RFC 9110, HTTP Semantics, June 2022", "https://www.rfc-editor.org/rfc/rfc9110", "2026-11-22", "";
    "rfc9111", "IETF: RFC 9111, HTTP Caching, June 2022", "https://www.rfc-editor.org/rfc/rfc9111", "2026-11-22", "";
    "rfc9112", "IETF: RFC 9112, HTTP/1.1, June 2022", "https://www.rfc-editor.org/rfc/rfc9112", "2026-11-22", "";
    "rfc9113", "IETF: RFC 9113, HTTP/2, June 2022", "https://www.rfc-editor.org/rfc/rfc9113", "2026-11-22", "";
    "rfc9218", "IETF: RFC 9218, Extensible Prioritization Scheme for HTTP, June 2022", "https://www.rfc-editor.org/rfc/rfc9218", "2026-11-22", "";
    "selivan-2020-02-25", "selivan: Removing unnecessary bloatware from Xiaomi MIUI 11 and 12, on its settings, 25 February 2020, updated until November 2020", "https://github.com/selivan/selivan.github.io/blob/1f7ad031d168ae3b595a2884ec9fdc1318d46374/_posts/2020-02-25-removing-bloatware-from-xiaomi-miui-android.md", "2026-11-30", "";
    "sensors-android", "Sensors Data: sa-sdk-android, versions 1.3.1 to 6.8.5", "https://github.com/sensorsdata/sa-sdk-android", "2026-11-22", "https://github.com/sensorsdata/sa-sdk-android/tree/v6.8.5";
    "sensors-android-3.2.10", "Sensors Data: sa-sdk-android, version 3.2.10, 28 December 2019", "https://github.com/sensorsdata/sa-sdk-android/tree/512fc04a9183550561ab6b8745fb71f3d1f75f7f", "2026-11-22", "";
    "sensors-flutter", "Sensors Data: sensors_analytics_flutter_plugin, with addresses of the vendor’s cloud", "https://github.com/sensorsdata/sensors_analytics_flutter_plugin", "2026-11-22", "https://github.com/sensorsdata/sensors_analytics_flutter_plugin/tree/1150f2cda53ebe2620949527b838d10841de51ea";
    "sensors-format-manual", "Sensors Data: manual, Data format", "https://manual.sensorsdata.cn/sa/latest/en/%E6%95%B0%E6%8D%AE%E6%A0%BC%E5%BC%8F-1573775.html", "2026-11-22", "";
    "sensors-import-manual", "Sensors Data: manual, Data Access API", "https://manual.sensorsdata.cn/sa/2.5/en/api-1573850.html", "2026-11-22", "";
    "sensors-importer", "Sensors Data: format-importer, with addresses of the vendor’s cloud", "https://github.com/sensorsdata/format-importer", "2026-11-22", "https://github.com/sensorsdata/format-importer/tree/3bc418158173af808b88a8ea4fb54c19a432a7c7";
    "sensors-ios", "Sensors Data: sa-sdk-ios, versions 1.3.0 to 4.9.1", "https://github.com/sensorsdata/sa-sdk-ios", "2026-11-22", "https://github.com/sensorsdata/sa-sdk-ios/tree/v4.9.1";
    "sensors-js", "Sensors Data: sa-sdk-javascript, versions 1.5 to 1.27", "https://github.com/sensorsdata/sa-sdk-javascript", "2026-11-22", "https://github.com/sensorsdata/sa-sdk-javascript/tree/v1.27.10";
    "sensors-miniprogram", "Sensors Data: sa-sdk-miniprogram", "https://github.com/sensorsdata/sa-sdk-miniprogram", "2026-11-22", "https://github.com/sensorsdata/sa-sdk-miniprogram/tree/caf2b21";
    "sensors-miniprogram-manual", "Sensors Data: manual, WeChat Mini Program SDK Predefined Events and Properties", "https://manual.sensorsdata.cn/sa/latest/en/sdk-7541966.html", "2026-11-22", "";
    "sensors-presets-manual", "Sensors Data: manual, table of preset properties (in Chinese)", "https://manual.sensorsdata.cn/sa/2.1/zh_cn/%E9%A2%84%E7%BD%AE%E5%B1%9E%E6%80%A7%E6%80%BB%E8%A1%A8%E6%A0%BC-198344851.html", "2026-11-22", "";
    "sensors-processor", "Sensors Data: preprocessor-sample, how the server hands records on", "https://github.com/sensorsdata/preprocessor-sample", "2026-11-22", "https://github.com/sensorsdata/preprocessor-sample/tree/a82c0e352e624b9c2a35a73e11f77909f18e3d40";
    "sensors-python", "Sensors Data: SensorsAnalyticsSDK for Python, version 1.11.0", "https://pypi.org/project/SensorsAnalyticsSDK/1.11.0/", "2026-11-22", "";
    "sensors-quick-app-manual", "Sensors Data: manual, built-in events and properties of quick apps", "https://manual.sensorsdata.cn/sa/3.0/en/fast-application-sdk-built-in-events-and-properties-183238669.html", "2026-11-22", "";
    "sensors-web-manual", "Sensors Data: manual, Web JS SDK Preset Events and Preset Properties", "https://manual.sensorsdata.cn/sa/latest/en/web-js-sdk-preset-events-and-preset-properties-185863756.html", "2026-11-22", "";
    "smart-scale-connect", "AlexxIT: SmartScaleConnect, a program that reads the weights of a Mi Fitness account", "https://github.com/AlexxIT/SmartScaleConnect/blob/364b2a16f14a48c83239b57b2a8595d8945e5b03/pkg/xiaomi/client.go", "2026-11-30", "";
    "systemui-decompiled", "Xiaomi: MiStat 1.9.19 in the system interface of MIUI, decompiled by minz1", "https://github.com/minz1/MIUISystemUI/tree/5cd559e", "2026-11-22", "";
    "tracking-dnt", "W3C: Tracking Preference Expression (DNT), 17 January 2019", "https://www.w3.org/TR/tracking-dnt/", "2026-11-22", "";
    "ua-client-hints", "WICG: User-Agent Client Hints, draft community group report", "https://github.com/WICG/ua-client-hints", "2026-11-22", "";
    "w3c-gpc", "W3C: Global Privacy Control (GPC)", "https://www.w3.org/TR/gpc/", "2026-11-22", "";
    "webview-requested-with", "Peter Birk Pakkenberg, Google: Improving user privacy by requiring opt-in to send X-Requested-With header from WebView, 8 February 2023", "https://android-developers.googleblog.com/2023/02/improving-user-privacy-by-requiring-opt-in-to-send-x-requested-wih-header-from-webview.html", "2026-11-22", "";
    "xiaomi-blog-2020-05-02", "Xiaomi: replies to reports on its browsers, 2 May 2020", "https://blog.mi.com/en/2020/05/02/", "2026-11-22", "";
    "xiaomi-cloud-tokens", "PiotrMachowski: Xiaomi-cloud-tokens-extractor", "https://github.com/PiotrMachowski/Xiaomi-cloud-tokens-extractor/tree/c166625", "2026-11-22", "";
    "xiaomi-dns-blocklist", "unknownFalleN: xiaomi-dns-blocklist, names of hosts that Xiaomi devices ask for", "https://github.com/unknownFalleN/xiaomi-dns-blocklist", "2026-11-22", "https://github.com/unknownFalleN/xiaomi-dns-blocklist/tree/abf72ca8f8fe8caa7a9ef3e05bba8d8aaf1aa45a";
    "xiaomi-mimo-code", "Xiaomi: MiMo Code, client.ts, in a copy by taisrisk", "https://github.com/taisrisk/mimo-desktop/blob/8a3f994/packages/opencode/src/metrics/client.ts", "2026-11-29", "";
    "xiaomi-mimo-events", "Xiaomi: MiMo Code, event.ts, in a copy by taisrisk", "https://github.com/taisrisk/mimo-desktop/blob/8a3f994/packages/opencode/src/metrics/event.ts", "2026-11-29", "";
    "xiaomi-trust", "Xiaomi: Trust Center, on incognito mode of Mi Browser, without a date (read in a copy on another site)", "https://trust.mi.com/", "2026-11-29", "";
}

#[rustfmt::skip]
hosts! {
    "*.ad.intl.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Reported only by its name: under a server for ads outside China. What it receives is not known.", "", 5;
    "*.ad.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Reported only by its name: under a server for ads. What it receives is not known.", "", 5;
    "*.api.io.mi.com", "Mi Home", "Xiaomi", "Receives requests of the Mi Home app for smart devices, including its statistics.", "mi-home", 9;
    "*.avlyun.sec.miui.com", "Virus scanner", "Xiaomi", "Reported only by its name: a server of the virus scanner in the security app. What it receives is not known.", "", 5;
    "*.browser.intl.miui.com", "Browser service", "Xiaomi", "Reported only by its name: a server of the browser. What it receives is not known.", "", 5;
    "*.cloud.sensorsdata.cn", "Sensors Analytics", "Sensors Data (vendor’s cloud)", "Receives events for customers of Sensors Data that let the vendor run the server.", "sensors-analytics", 76;
    "*.datasink.sensorsdata.cn", "Sensors Analytics", "Sensors Data (vendor’s cloud)", "Receives events for customers of Sensors Data that let the vendor run the server.", "sensors-analytics", 73;
    "*.hlth.io.mi.com", "Mi Fitness", "Xiaomi", "Receives requests about the health data of a Mi Fitness account, such as body weight.", "mi-home", 92;
    "*.mi.com", "Server of Xiaomi", "Xiaomi", "Lies under a domain of Xiaomi. What it receives is not known here.", "", 101;
    "*.mistat.*.xiaomi.com", "MiStat", "Xiaomi", "Reported only by its name: under a server of MiStat, Xiaomi’s own tracking software, outside China.", "mistat", 6;
    "*.mistat.xiaomi.com", "MiStat", "Xiaomi", "Reported only by its name: under a server of MiStat, Xiaomi’s own tracking software.", "mistat", 5;
    "*.miui.com", "Server of Xiaomi", "Xiaomi", "Lies under a domain of Xiaomi. What it receives is not known here.", "", 40;
    "*.register.xmpush.global.xiaomi.com", "Mi Push", "Xiaomi", "Receives the registration of a phone for push messages, with device numbers. In 2022 Exodus Privacy approved Mi Push as a tracker; one member objected.", "mi-push", 17;
    "*.register.xmpush.xiaomi.com", "Mi Push", "Xiaomi", "Receives the registration of a phone for push messages, with device numbers. In 2022 Exodus Privacy approved Mi Push as a tracker; one member objected.", "mi-push", 17;
    "*.stat.appmifile.com", "Mi Store statistics", "Xiaomi", "Receives usage statistics of Xiaomi’s shop app.", "mi-store", 9;
    "*.sys.miui.com", "System service", "Xiaomi", "Reported only by its name: a server of the system. What it receives is not known.", "", 5;
    "*.tracking.*.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Reported only by its name: under a server for usage records of the system and Xiaomi’s apps outside China.", "onetrack", 45;
    "*.tracking.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Reported only by its name: under a server for usage records of the system and Xiaomi’s apps.", "onetrack", 5;
    "*.xiaomi.com", "Server of Xiaomi", "Xiaomi", "Lies under a domain of Xiaomi. What it receives is not known here.", "", 34;
    "*.xiaomi.net", "Server of Xiaomi", "Xiaomi", "Lies under a domain of Xiaomi. What it receives is not known here.", "", 5;
    "*.xmpush.global.xiaomi.com", "Mi Push", "Xiaomi", "Reported only by its name: a server for push messages. What it receives is not known.", "", 5;
    "*.xmpush.xiaomi.com", "Mi Push", "Xiaomi", "Reported only by its name: a server for push messages. What it receives is not known.", "", 5;
    "a.hl.mi.com", "Shop tracking", "Xiaomi", "Receives statistics of Xiaomi’s shop software, among them hardware numbers and, if the app asks for it, the position.", "mi-shop", 9;
    "a.stat.xiaomi.com", "Statistics", "Xiaomi", "Reported only by its name: a server for statistics. What it receives is not known.", "", 104;
    "a.union.mi.com", "Advertising", "Xiaomi", "Reported only by its name: a server for ads of partners. What it receives is not known.", "", 5;
    "abtest.mistat.intl.xiaomi.com", "MiStat experiments", "Xiaomi", "Hands out which experiment on users a phone takes part in.", "mistat", 105;
    "abtest.mistat.xiaomi.com", "MiStat experiments", "Xiaomi", "Hands out which experiment on users a phone takes part in.", "mistat", 9;
    "account.xiaomi.com", "Xiaomi account", "Xiaomi", "Receives sign-ins to Xiaomi accounts.", "", 103;
    "adv.sec.intl.miui.com", "Security app ads", "Xiaomi", "Reported only by its name: a server for ads in the security app. What it receives is not known.", "", 5;
    "adv.sec.miui.com", "Security app ads", "Xiaomi", "Reported only by its name: a server for ads in the security app. What it receives is not known.", "", 5;
    "api.ad.intl.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Apparently receives requests for ads. What newer versions send is not verified.", "xiaomi-ads", 0;
    "api.ad.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Apparently receives requests for ads. What newer versions send is not verified.", "xiaomi-ads", 1;
    "api.collect.data.intl.miui.com", "Data collection", "Xiaomi", "Reported only by its name: a server that collects data. What it receives is not known.", "", 5;
    "api.comm.miui.com", "System service", "Xiaomi", "Reported only by its name: a server of the system. What it receives is not known.", "", 5;
    "api.installer.xiaomi.com", "App installer", "Xiaomi", "Reported only by its name: a server of the app that installs others. What it receives is not known.", "", 5;
    "api.io.mi.com", "Mi Home", "Xiaomi", "Receives requests of the Mi Home app for smart devices, including its statistics.", "mi-home", 22;
    "api.mintbrs.intl.miui.com", "Mint Browser service", "Xiaomi", "Reported only by its name: a server of Mint Browser. What it receives is not known.", "", 5;
    "app.chat.global.xiaomi.net", "Mi Push channel", "Xiaomi", "Carries push messages over an encrypted connection of its own kind.", "mi-push", 23;
    "app.chat.xiaomi.net", "Mi Push channel", "Xiaomi", "Carries push messages over an encrypted connection of its own kind.", "mi-push", 9;
    "cn.stat.appmifile.com", "Mi Store statistics", "Xiaomi", "Receives usage statistics of Xiaomi’s shop app.", "mi-store", 9;
    "data.game.xiaomi.com", "Game statistics", "Xiaomi", "Reported only by its name: a server of the game service. What it receives is not known.", "", 104;
    "data.mistat.india.xiaomi.com", "MiStat", "Xiaomi", "Receives usage statistics of apps that contain Xiaomi’s own tracking software MiStat (India).", "mistat", 18;
    "data.mistat.intl.xiaomi.com", "MiStat", "Xiaomi", "Receives usage statistics of apps that contain Xiaomi’s own tracking software MiStat, Mint Browser among them (the international servers).", "mistat", 19;
    "data.mistat.rus.xiaomi.com", "MiStat", "Xiaomi", "Receives usage statistics of apps that contain Xiaomi’s own tracking software MiStat (Russia).", "mistat", 18;
    "data.mistat.us.xiaomi.com", "MiStat", "Xiaomi", "Reported only by its name: a server of MiStat, Xiaomi’s own tracking software.", "mistat", 104;
    "data.mistat.xiaomi.com", "MiStat", "Xiaomi", "Receives usage statistics of apps that contain Xiaomi’s own tracking software MiStat (China).", "mistat", 18;
    "data.sec.intl.miui.com", "Security app", "Xiaomi", "Reported only by its name: a server of the security app. What it receives is not known.", "", 5;
    "data.sec.miui.com", "Security app", "Xiaomi", "Reported only by its name: a server of the security app. What it receives is not known.", "", 104;
    "findapi.micloud.xiaomi.net", "Find device", "Xiaomi", "Reported only by its name: a server of the service that finds a lost phone. What it receives is not known.", "", 5;
    "global.api.huangye.miui.com", "Yellow pages", "Xiaomi", "Receives encoded data whenever a text message is opened, as an analysis found in 2017. What these are is not known.", "", 7;
    "global.market.xiaomi.com", "App shop", "Xiaomi", "Receives the names of all apps in a folder with promoted apps, as an analysis found in 2017. In which form is not known.", "", 8;
    "hlth.io.mi.com", "Mi Fitness", "Xiaomi", "Receives requests about the health data of a Mi Fitness account, such as body weight.", "mi-home", 92;
    "in.stat.appmifile.com", "Mi Store statistics", "Xiaomi", "Receives usage statistics of Xiaomi’s shop app.", "mi-store", 9;
    "log.ad.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Reported only by its name: a server for records of ads. What it receives is not known.", "", 104;
    "log.avlyun.sec.intl.miui.com", "Virus scanner", "Xiaomi", "Reported only by its name: a server of the virus scanner in the security app. What it receives is not known.", "", 33;
    "mazu.sec.miui.com", "Security app", "Xiaomi", "Reported only by its name: a server of the security app. What it receives is not known.", "", 5;
    "mqs-log.miui.com", "System quality log", "Xiaomi", "Reported only by its name: a server for logs of the system. What it receives is not known.", "", 5;
    "new.api.ad.xiaomi.com", "Xiaomi advertising", "Xiaomi", "Apparently receives records of what you do with ads. What newer versions send is not verified.", "xiaomi-ads", 104;
    "o2o.api.xiaomi.com", "Local services", "Xiaomi", "Reported only by its name: a server for local services. What it receives is not known.", "", 104;
    "r.browser.miui.com", "Browser service", "Xiaomi", "Reported only by its name: a server of the browser. What it receives is not known.", "", 104;
    "register.xmpush.global.xiaomi.com", "Mi Push", "Xiaomi", "Receives the registration of a phone for push messages, with device numbers. In 2022 Exodus Privacy approved Mi Push as a tracker; one member objected.", "mi-push", 17;
    "register.xmpush.xiaomi.com", "Mi Push", "Xiaomi", "Receives the registration of a phone for push messages, with device numbers. In 2022 Exodus Privacy approved Mi Push as a tracker; one member objected.", "mi-push", 17;
    "ru.stat.appmifile.com", "Mi Store statistics", "Xiaomi", "Receives usage statistics of Xiaomi’s shop app.", "mi-store", 9;
    "sa.api.intl.miui.com", "Sensors Analytics at Xiaomi", "Xiaomi", "Receives what Xiaomi’s browsers and some of its web pages record. Xiaomi runs it with the software Sensors Analytics.", "sensors-analytics", 42;
    "sdkconfig.ad.eu.xiaomi.com", "OneTrack settings", "Xiaomi", "Reported only by its name: a server that hands out the settings of OneTrack (European Union).", "onetrack", 5;
    "sdkconfig.ad.india.xiaomi.com", "OneTrack settings", "Xiaomi", "Hands out the settings of Xiaomi’s tracking software OneTrack.", "onetrack", 35;
    "sdkconfig.ad.intl.xiaomi.com", "OneTrack settings", "Xiaomi", "Hands out the settings of Xiaomi’s tracking software OneTrack.", "onetrack", 35;
    "sdkconfig.ad.rus.xiaomi.com", "OneTrack settings", "Xiaomi", "Hands out the settings of Xiaomi’s tracking software OneTrack.", "onetrack", 35;
    "sdkconfig.ad.xiaomi.com", "OneTrack settings", "Xiaomi", "Hands out the settings of Xiaomi’s tracking software OneTrack.", "onetrack", 35;
    "sg.stat.appmifile.com", "Mi Store statistics", "Xiaomi", "Receives usage statistics of Xiaomi’s shop app.", "mi-store", 9;
    "stat.xiaomi.com", "Statistics", "Xiaomi", "Reported only by its name: a server for statistics. What it receives is not known.", "", 104;
    "stat.youpin.mi.com", "Youpin statistics", "Xiaomi", "Reported only by its name: a server for statistics of the shop Youpin. What it receives is not known.", "", 5;
    "tracker.ai.xiaomi.com", "Voice assistant", "Xiaomi", "Reported only by its name: a server of the voice assistant. What it receives is not known.", "", 5;
    "tracking.*.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Reported only by its name: a server for usage records of the system and Xiaomi’s apps outside China.", "onetrack", 6;
    "tracking.eu.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Reported only by its name: a server for usage records of the system and Xiaomi’s apps (European Union).", "onetrack", 5;
    "tracking.india.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Receives usage records of the system and Xiaomi’s apps (India). Newer records come encrypted.", "onetrack", 37;
    "tracking.intl.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Receives usage records of the system and Xiaomi’s apps (international). Newer records come encrypted.", "onetrack", 38;
    "tracking.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Receives usage records of the system and Xiaomi’s apps (China). Newer records come encrypted.", "onetrack", 38;
    "tracking.rus.miui.com", "OneTrack and MIUI analytics", "Xiaomi", "Receives usage records of the system and Xiaomi’s apps (Russia). Newer records come encrypted.", "onetrack", 37;
    "us.micardapi.micloud.xiaomi.net", "Contact cards", "Xiaomi", "Receives encoded data whenever a contact is opened, as an analysis found in 2017. What these are is not known.", "", 7;
    "weatherapi.intl.xiaomi.com", "Weather service", "Xiaomi", "Answers with the weather at the coordinates that an app sends it.", "", 3;
}

#[rustfmt::skip]
fields! {
    Envelope, "_flush_time", "", "Time of encrypted ads", Time, 0, 1, None, Relative, Milliseconds, "When encrypted events for advertising analysis were sent. It stays readable outside the encryption.", "It shows how long records waited before they were sent.", A, 52;
    Envelope, "crc", "", "Checksum", Transport, 0, 1, None, Drop, Plain, "Checksum of the packed events. It says nothing itself, but lets others test guesses about hidden values.", "Whoever guesses a hidden value can check the guess with it.", A, 61;
    Envelope, "data", "", "Packed events", Transport, 4, 4, None, Drop, Plain, "The packed event itself. Whoever has this text can read everything below.", "Unless the events are encrypted, no key is needed to read it.", A, 82;
    Envelope, "data_list", "", "Packed list of events", Transport, 4, 4, None, Drop, Plain, "The packed events themselves. Whoever has this text can read everything below.", "Unless the events are encrypted, no key is needed to read it.", A, 68;
    Envelope, "ekey", "", "Encrypted key", Transport, 0, 1, None, Drop, Plain, "Key of the encrypted events, itself encrypted so that only the receiver can use it.", "While the key is in use, it links uploads.", A, 52;
    Envelope, "ext", "", "Checksum of web page", Transport, 0, 1, None, Drop, Plain, "Checksum of the packed event as web pages send it.", "Whoever guesses a hidden value can check the guess with it.", A, 80;
    Envelope, "flush_time", "", "Time of encrypted upload", Time, 0, 1, None, Relative, Milliseconds, "When the encrypted events were sent. It stays readable outside the encryption.", "It shows how long records waited before they were sent.", A, 52;
    Envelope, "gzip", "", "Packing method", Transport, 0, 0, None, Keep, Plain, "How the events are packed or encrypted.", "", A, 66;
    Envelope, "instant_event", "", "Sent at once", Transport, 0, 0, None, Keep, Plain, "Says that these events were sent without waiting for others.", "", A, 52;
    Envelope, "key_hash", "", "Key checksum", Transport, 0, 0, None, Drop, Plain, "Checksum of the key with which a web page encrypted the event.", "", A, 80;
    Envelope, "key_id", "", "Key number", Transport, 0, 0, None, Drop, Plain, "Number of the key with which a web page encrypted the event.", "", A, 80;
    Envelope, "nc", "", "Encryption mark", Transport, 0, 0, None, Keep, Plain, "Mark that a web page sets on encrypted events. Its meaning is not documented.", "", A, 80;
    Envelope, "payload", "", "Encrypted event", Transport, 1, 1, None, Drop, Plain, "The event, encrypted. Without the key only its size can be seen.", "What is inside is hidden from you as well as from others.", A, 80;
    Envelope, "payloads", "", "Encrypted events", Transport, 1, 1, None, Drop, Plain, "The events, encrypted. Without the key only their number and size can be seen.", "What is inside is hidden from you as well as from others.", A, 52;
    Envelope, "pkv", "", "Key version", Transport, 0, 0, None, Keep, Plain, "Version of the receiver’s key that the events are encrypted with.", "", A, 52;
    Envelope, "project", "", "Product", Transport, 0, 0, None, Keep, Plain, "Product that the data belongs to, by the name that its maker gave it.", "", A, 62;
    Envelope, "r", "", "Country", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to, sent in the web address itself.", "It hints at where you live.", B, 40;
    Envelope, "sink_name", "", "Second copy", Transport, 0, 0, None, Keep, Plain, "Says that this is a copy of the same events for advertising analysis.", "", A, 52;
    Envelope, "token", "", "Access key", Transport, 0, 0, None, Drop, Plain, "Key with which the app may write to the analytics server.", "", A, 61;
    Header, ":authority", "", "Receiving server", Transport, 0, 0, None, KeepIfKnown, Plain, "Name of the server that receives the request.", "", A, 50;
    Header, ":method", "", "Method", Transport, 0, 0, None, Keep, Plain, "What the request is to do, for example deliver data.", "", A, 50;
    Header, ":path", "", "Path of request", Transport, 4, 4, None, Drop, Plain, "Path and query of the request. In requests of web pages the packed events stand here.", "Server logs usually keep this line.", A, 50;
    Header, ":scheme", "", "Scheme", Transport, 0, 0, None, Keep, Plain, "Whether the connection is encrypted.", "", A, 50;
    Header, "accept", "", "Accepted content", Transport, 0, 0, None, Keep, Plain, "Kinds of answer that the sender can read.", "", A, 47;
    Header, "accept-charset", "", "Accepted characters", Transport, 0, 0, None, Keep, Plain, "Character sets that the sender can read.", "", A, 47;
    Header, "accept-encoding", "", "Accepted packing", Transport, 0, 0, None, Keep, Plain, "Ways of packing that the sender can undo.", "", A, 47;
    Header, "accept-language", "", "Preferred languages", DeviceProfile, 1, 1, None, Base, Plain, "Languages you prefer, in order. A rare combination sets you apart.", "It can hint at where you come from.", A, 47;
    Header, "authorization", "", "Login", Secret, 4, 4, Some(Persistence::Session), Drop, Plain, "Proof of a login. Whoever has it can act in your name.", "Whoever has it can act in your name.", A, 47;
    Header, "cache-control", "", "Caching wish", Transport, 0, 0, None, Keep, Plain, "How the answer may be stored.", "", A, 48;
    Header, "connection", "", "Connection handling", Transport, 0, 0, None, Keep, Plain, "What happens to the connection after the answer.", "", A, 47;
    Header, "content-encoding", "", "Packing of body", Transport, 0, 0, None, Keep, Plain, "How the body is packed.", "", A, 47;
    Header, "content-length", "", "Size of body", Transport, 1, 0, None, Drop, Plain, "Size of the body in bytes. It hints at how much was sent.", "The size can give away what was sent.", A, 47;
    Header, "content-type", "", "Kind of body", Transport, 0, 0, None, Keep, Plain, "In which form the body is written.", "", A, 47;
    Header, "cookie", "", "Cookies", Secret, 2, 3, Some(Persistence::Install), Drop, Plain, "Texts the server or app stored earlier, sent back with every request. They may identify you or contain a login.", "A cookie recognizes you on every visit.", A, 46;
    Header, "date", "", "Time of sending", Time, 0, 1, None, Drop, Plain, "When the request was sent.", "The difference to the server’s clock can tell phones apart.", A, 47;
    Header, "dnt", "", "No-tracking wish", Interaction, 1, 0, None, Keep, Plain, "Whether you asked not to be tracked.", "The wish itself is one more detail that sets you apart.", A, 97;
    Header, "dry-run", "", "Test mode", Transport, 0, 0, None, Keep, Plain, "Tells the analytics server to check the data without storing it. Only developers switch this on.", "", A, 61;
    Header, "expect", "", "Expected behavior", Transport, 0, 0, None, Keep, Plain, "What the sender expects of the server before it sends the body.", "", A, 47;
    Header, "host", "", "Receiving server", Transport, 0, 0, None, KeepIfKnown, Plain, "Name of the server that receives the request.", "", A, 47;
    Header, "if-modified-since", "", "Known version", Time, 0, 1, None, Drop, Plain, "Time of the version that the sender has already.", "It shows when you were here before.", A, 47;
    Header, "if-none-match", "", "Known content mark", InstallId, 0, 2, Some(Persistence::Install), Drop, Plain, "Mark of the version that the sender has already. A server can use it to recognize a visitor.", "It works like a cookie that cannot be seen.", A, 47;
    Header, "miot-encrypt-algorithm", "", "Mi Home encryption", Transport, 0, 0, None, Keep, Plain, "Says how a request of Xiaomi’s Mi Home app is encrypted.", "", B, 9;
    Header, "mishop-sign", "", "Mi shop checksum", Transport, 0, 0, None, Drop, Plain, "Checksum with which Xiaomi’s shop software signs its statistics.", "", B, 9;
    Header, "origin", "", "Sending site", Browsing, 3, 2, None, Url, Url, "Site whose page sent the request.", "It shows which site you were on.", A, 47;
    Header, "ot_net", "", "Network at upload", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at the upload. OneTrack, Xiaomi’s newer tracking software, sends it readable outside the encryption.", "Changes of network show when you are at home and when you travel.", B, 35;
    Header, "ot_protocol", "", "OneTrack version", Transport, 0, 0, None, KeepVersion, Plain, "Version of the protocol of OneTrack, Xiaomi’s newer tracking software.", "", B, 35;
    Header, "ot_sender", "", "Reporting app", Interaction, 2, 0, None, Mask, Plain, "Name of the app that reports, readable outside the encryption.", "It shows which app you use, even without the key.", B, 35;
    Header, "ot_sid", "", "Encryption key ID", InstallId, 0, 2, Some(Persistence::Session), Placeholder, Plain, "Number of the agreed encryption key. While the key lasts, it links uploads.", "It links uploads even where their content is encrypted.", B, 35;
    Header, "ot_ts", "", "Time of OneTrack upload", Time, 1, 1, None, Relative, Milliseconds, "When the data was uploaded, readable outside the encryption.", "Times of use add up to a daily rhythm.", B, 35;
    Header, "pragma", "", "Old caching wish", Transport, 0, 0, None, Keep, Plain, "Old way of saying how the answer may be stored.", "", A, 48;
    Header, "priority", "", "Priority", Transport, 0, 0, None, Keep, Plain, "How urgent the answer is.", "", A, 51;
    Header, "proxy-connection", "", "Proxy connection", Transport, 0, 0, None, Keep, Plain, "Connection handling toward a proxy. It shows that one was between, for example for this capture.", "", A, 47;
    Header, "range", "", "Part wanted", Transport, 0, 0, None, Keep, Plain, "Which part of the content is wanted.", "", A, 47;
    Header, "referer", "", "Page before", Browsing, 3, 2, None, Url, Url, "Address of the page from which the request was made.", "It shows which page you were reading.", A, 47;
    Header, "sec-ch-ua", "", "Browser brand", DeviceProfile, 0, 1, None, Major, Plain, "Brand and main version of the browser.", "Together with other details it makes you easier to tell apart.", A, 98;
    Header, "sec-ch-ua-*", "", "Other device hint", DeviceProfile, 0, 1, None, Mask, Plain, "Another detail of browser or device that the server asked for.", "Together with other details it makes you easier to tell apart.", A, 98;
    Header, "sec-ch-ua-full-version-list", "", "Exact browser version", DeviceProfile, 0, 1, None, Mask, Plain, "Exact version of the browser and its parts.", "Together with other details it makes you easier to tell apart.", A, 98;
    Header, "sec-ch-ua-mobile", "", "Phone or not", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the browser runs on a phone.", "", A, 98;
    Header, "sec-ch-ua-model", "", "Device model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the device.", "Together with other details it makes you easier to tell apart.", A, 98;
    Header, "sec-ch-ua-platform", "", "System name", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the operating system.", "", A, 98;
    Header, "sec-ch-ua-platform-version", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of the operating system.", "Together with other details it makes you easier to tell apart.", A, 98;
    Header, "sec-fetch-*", "", "Reason for request", Transport, 0, 0, None, Keep, Plain, "Why the browser made the request, for example for a script of another site.", "", A, 4;
    Header, "sec-gpc", "", "No-selling wish", Interaction, 1, 0, None, Keep, Plain, "Whether you asked that data about you be neither sold nor shared.", "The wish itself is one more detail that sets you apart.", A, 99;
    Header, "te", "", "Accepted transfer forms", Transport, 0, 0, None, Keep, Plain, "Ways of transfer that the sender can read.", "", A, 47;
    Header, "transfer-encoding", "", "Form of transfer", Transport, 0, 0, None, Keep, Plain, "How the body is cut up for the transfer.", "", A, 49;
    Header, "upgrade", "", "Other protocol wanted", Transport, 0, 0, None, Keep, Plain, "Another protocol that the sender would like to use.", "", A, 47;
    Header, "user-agent", "", "Description of program", DeviceProfile, 1, 2, None, Mask, Plain, "Text that names the app or browser, the system version and often the exact phone model.", "Together with other details it narrows down who you are.", A, 47;
    Header, "via", "", "Servers between", Transport, 0, 0, None, Drop, Plain, "Servers through which the request passed.", "", A, 47;
    Header, "x-requested-with", "", "App around page", Interaction, 2, 1, None, Mask, Plain, "On Android, name of the app that showed the web page. Scripts put another fixed word here.", "It shows the site which app you use.", A, 100;
    Event, "_flush_time", "", "Time of upload", Time, 0, 1, None, Relative, Milliseconds, "When this record was uploaded. The gap to the time of the event is how long it waited.", "It shows how long the record waited.", A, 61;
    Event, "_hybrid_h5", "", "From an embedded page", Transport, 0, 0, None, Keep, Plain, "The record came from a web page that was shown inside an app.", "", A, 61;
    Event, "_nocache", "", "Random text", Transport, 0, 0, None, Drop, Plain, "Random number that keeps the request from being answered out of a cache.", "", A, 80;
    Event, "_track_id", "", "Record number", Transport, 0, 0, Some(Persistence::Event), Drop, Plain, "Random number that lets the server drop records received twice. It is new for every event.", "", A, 61;
    Event, "anonymous_id", "", "ID before sign-in", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Number under which you were known before signing in: a random one or the Android ID.", "It is sent beside the account, so the two can be linked.", A, 55;
    Event, "distinct_id", "", "User ID", Account, 0, 4, Some(Persistence::Install), Placeholder, Plain, "ID that your events are filed under: your account once the app has named it, otherwise a random one or the Android ID.", "Everything you did under this ID can be put together.", A, 62;
    Event, "event", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened, for example a page load, a search or a tap.", "The name alone often says what you did.", A, 61;
    Event, "extractor", "", "Server’s own notes", Transport, 0, 0, None, Drop, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "", A, 87;
    Event, "first_id", "", "Browser ID", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, CookieId, "ID that the site’s script gave to this browser. It is kept in a cookie.", "It links what you did on the site before and after sign-in.", A, 80;
    Event, "identities", "", "Your IDs", Account, 0, 4, Some(Persistence::Account), Placeholder, Base64Text, "Bundle of all that identifies you: account, device ID, cookie, sometimes e-mail address or phone number.", "One of them is enough to recognize you; together they link what was separate.", A, 52;
    Event, "ip", "", "Internet address seen", NetworkPlace, 2, 2, Some(Persistence::Sim), Drop, Plain, "Internet address the request came from, added by the receiving server. This text is an export, not a captured request.", "It shows the provider and roughly the place.", A, 87;
    Event, "is_login_id", "", "Server’s account mark", Account, 0, 0, None, Drop, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "", A, 87;
    Event, "item_id", "", "Item number", Transport, 1, 0, None, Mask, Plain, "Number of a thing in a catalog, such as an article. These records describe things, not people.", "It can show what was looked at.", A, 74;
    Event, "item_type", "", "Kind of item", Transport, 1, 0, None, KeepIfKnown, Plain, "Kind of thing in a catalog that this record describes.", "It can show what was looked at.", A, 74;
    Event, "lib", "", "Tracking software", DeviceProfile, 0, 0, None, Keep, Plain, "Name and version of the tracking software and the app.", "", A, 61;
    Event, "login_id", "", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app named for you.", "It stays the same on every device where you sign in.", A, 55;
    Event, "map_id", "", "Server’s ID, combined", Transport, 0, 3, Some(Persistence::Depends), Placeholder, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "It links all your IDs on the server.", A, 87, if Server;
    Event, "original_id", "", "Earlier ID", Account, 0, 4, Some(Persistence::Install), Placeholder, Plain, "Number under which you were known before signing in. It links your earlier events to your account.", "What you did before signing in can be tied to the account.", A, 61;
    Event, "project", "", "Project", Transport, 0, 0, None, Drop, Plain, "Part of the analytics server that the record is meant for.", "", A, 61;
    Event, "project_id", "", "Server’s project number", Transport, 0, 0, None, Drop, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "", A, 87;
    Event, "properties", "", "Details", Transport, 0, 0, None, Drop, Plain, "What is said about the event.", "", A, 61;
    Event, "recv_time", "", "Server’s arrival time", Time, 0, 1, None, Relative, Milliseconds, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "It shows how long the record waited before it was sent.", A, 87;
    Event, "server_url", "", "Address of server", Transport, 0, 0, None, Drop, Plain, "Address that the data is to be sent to. It is usually taken out before sending.", "", A, 80;
    Event, "time", "", "Exact time", Time, 1, 1, None, Relative, Milliseconds, "When it happened by the clock of your device, to the millisecond.", "Exact times let records of different companies be matched to the same person.", A, 64;
    Event, "time_free", "", "Old times allowed", Transport, 0, 0, None, Keep, Plain, "Tells the server to accept records whose time is long past.", "", A, 89;
    Event, "token", "", "Access key", Transport, 0, 0, None, Drop, Plain, "Key with which the app may write to the analytics server.", "", A, 61;
    Event, "type", "", "Kind of record", Transport, 0, 0, None, Keep, Plain, "Whether this records an action, a link between identifiers, or facts about you or a thing.", "", A, 67;
    Event, "user_id", "", "Server’s ID for you", Account, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "It links all your IDs on the server.", A, 87, if Server;
    Event, "ver", "", "Server’s version number", Transport, 0, 0, None, Drop, Plain, "Added by the receiving server, not by the sender. This text is an export, not a captured request.", "", A, 87;
    Lib, "$app_version", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app that sent the record.", "", A, 61;
    Lib, "$lib", "", "Tracking software", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the tracking software that made the record, for example Android or js.", "", A, 61;
    Lib, "$lib_detail", "", "Place in the code", Transport, 0, 0, None, KeepIfKnown, CodePlace, "Place in the app’s code that made the record. It shows the app’s inner workings, sometimes the screen.", "", A, 61;
    Lib, "$lib_method", "", "How it was recorded", Transport, 0, 0, None, Keep, Plain, "Whether the app’s makers recorded this on purpose or the tracking software did so by itself.", "", A, 61;
    Lib, "$lib_version", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the tracking software.", "", A, 61;
    Identities, "$identity_*", "", "Other ID", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Another identifier of yours, chosen by the app.", "Whatever it is, it is sent so that records can be linked.", A, 52;
    Identities, "$identity_android_id", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID: a device ID that stays the same until the device is reset to factory settings.", "Clearing the app’s data doesn’t change it.", A, 53, if SigningKey;
    Identities, "$identity_android_uuid", "", "Install ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this installation, used where the Android ID cannot be.", "It links everything that is recorded about this installation.", A, 52;
    Identities, "$identity_anonymous_id", "", "ID before sign-in", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Number that the app chose for you before it named an account.", "It links everything that is recorded about this installation.", A, 58;
    Identities, "$identity_cookie_id", "", "Cookie ID", InstallId, 1, 3, Some(Persistence::Install), Placeholder, CookieId, "Number kept in a cookie. It contains the time of your first visit and the size of your screen.", "It is made to be recognized on every later visit.", A, 80;
    Identities, "$identity_email", "", "E-mail address", Account, 4, 4, Some(Persistence::Account), Placeholder, Plain, "Your e-mail address.", "It names you, and other companies have it too.", A, 58;
    Identities, "$identity_idfa", "", "Apple advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Apple’s advertising ID, the same for all apps that you allowed to track you.", "Every app that you allow to track you reads the same ID.", A, 77;
    Identities, "$identity_idfv", "", "Apple vendor ID", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Apple’s number for this device, the same for all apps of one maker.", "It links what you do in all apps of one maker.", A, 77;
    Identities, "$identity_ios_uuid", "", "Random iPhone ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number that the app made up for this iPhone or iPad.", "It links everything that is recorded about this installation.", A, 77;
    Identities, "$identity_login_id", "", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app named for you.", "It stays the same on every device where you sign in.", A, 58;
    Identities, "$identity_mac_serial_id", "", "Mac serial number", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Serial number of the Mac, fixed in its hardware.", "It stays the same as long as the device exists, even after a factory reset.", A, 77;
    Identities, "$identity_mac_uuid", "", "Random Mac ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number that the app made up for this Mac.", "It links everything that is recorded about this installation.", A, 77;
    Identities, "$identity_mobile", "", "Phone number", Account, 4, 4, Some(Persistence::Account), Placeholder, Plain, "Your mobile phone number.", "It names you, and other companies have it too.", A, 58;
    Identities, "$identity_mp_id", "", "Mini-program ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of a mini-program, a small app inside another app.", "It links everything that is recorded about this installation.", A, 85;
    Identities, "$identity_mp_openid", "", "Mini-program account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Your number toward one mini-program, issued by the app around it, for example WeChat.", "It follows your account in the app around.", A, 85;
    Identities, "$identity_mp_unionid", "", "Shared mini-program account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Your number toward all mini-programs of one maker, issued by the app around them, for example WeChat.", "It links what you do in all mini-programs of one maker.", A, 85;
    Properties, "$abtest_experiment_group_id", "", "Test group", Interaction, 1, 1, None, Mask, Plain, "Group that you were drawn into for an experiment on users.", "It shows which experiments you are part of.", A, 83;
    Properties, "$abtest_experiment_id", "", "Experiment", Interaction, 1, 1, None, Mask, Plain, "Experiment on users that you take part in.", "It shows which experiments you are part of.", A, 83;
    Properties, "$ad_app_match_type", "", "How click was matched", Interaction, 1, 0, None, KeepIfKnown, Plain, "How you were matched with the link that you clicked before installing.", "It shows which ad or site led you here.", A, 52;
    Properties, "$ad_custom_data_type", "", "Kind of ad data", Transport, 0, 0, None, KeepIfKnown, Plain, "Kind of data that an ad attached.", "", A, 80;
    Properties, "$ad_deeplink_channel_info", "", "Ad behind link", Interaction, 1, 1, None, Mask, Plain, "Which ad the link that opened the app came from.", "It shows which ad or site led you here.", A, 52;
    Properties, "$ad_device_info", "", "Hardware bundle, deep link", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, PairList, "Device IDs to match you with a clicked link. On Android it can link Android ID, IMEI and other hardware IDs with advertising IDs.", "Numbers fixed in the hardware are tied to those you can reset, which undoes the reset.", A, 52;
    Properties, "$ad_dynamic_slink_*", "", "Share link detail", Interaction, 1, 0, None, Mask, Plain, "Detail of a link that the app made, for example to invite somebody.", "It can show whom you invited or what you shared.", A, 52;
    Properties, "$ad_dynamic_slink_data", "", "Share link content", Interaction, 2, 1, None, Mask, Plain, "Data that the app put into a link it made.", "It can show whom you invited or what you shared.", A, 52;
    Properties, "$ad_dynamic_slink_short_url", "", "Share link", Browsing, 2, 1, None, Url, Url, "Short link that the app made, for example to invite somebody.", "It can show whom you invited or what you shared.", A, 52;
    Properties, "$ad_landing_page_url", "", "Page of ad", Browsing, 2, 1, None, Url, Url, "Page that an ad led you to.", "It shows which ad or site led you here.", A, 80;
    Properties, "$ad_slink_id", "", "Link number", Interaction, 1, 1, None, Mask, Plain, "Number of the campaign link that opened the app.", "It shows which ad or site led you here.", A, 52;
    Properties, "$ad_slink_template_id", "", "Link template", Interaction, 1, 0, None, Mask, Plain, "Template from which a campaign link was made.", "It shows which ad or site led you here.", A, 52;
    Properties, "$ad_slink_type", "", "Kind of link", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of campaign link.", "It shows which ad or site led you here.", A, 52;
    Properties, "$android_install_source", "", "Hardware bundle, old name", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, PairList, "Device IDs to find the ad behind an installation. On Android it can link Android ID, IMEI and other hardware IDs with advertising IDs.", "Numbers fixed in the hardware are tied to those you can reset, which undoes the reset.", A, 52;
    Properties, "$anonymization_id", "", "Android ID, re-spelled", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Base64Text, "The device’s number, merely written in Base64, which anybody can turn back. On Android it is the Android ID.", "The name promises anonymity that Base64 does not give.", A, 53, if SigningKey;
    Properties, "$app_end_data", "", "Stored end of use", Interaction, 1, 0, None, Mask, Plain, "End of the last use of the app, as text. The software keeps this note on the device and does not mean to send it.", "It repeats when and on which screen you left the app.", A, 52;
    Properties, "$app_end_state", "", "Stored state of end", Transport, 0, 0, None, Keep, Plain, "Whether the end of the last use was recorded. The software keeps this note on the device and does not mean to send it.", "", A, 52;
    Properties, "$app_id", "", "App", DeviceProfile, 2, 0, None, KeepIfKnown, Plain, "Which app sent the record.", "The name of an app can say much about health, money or love life.", A, 59;
    Properties, "$app_name", "", "App name", DeviceProfile, 2, 0, None, KeepIfKnown, Plain, "Name of the app that sent the record.", "The name of an app can say much about health, money or love life.", A, 59;
    Properties, "$app_paused_time", "", "Stored time of pause", Time, 1, 1, None, Relative, Milliseconds, "When you last left the app. The software keeps this note on the device and does not mean to send it.", "Times of use add up to a daily rhythm.", A, 52;
    Properties, "$app_push_channel", "", "Push service", DeviceProfile, 0, 0, None, KeepIfKnown, Plain, "Service that delivered a notification, for example Xiaomi’s.", "", A, 52;
    Properties, "$app_push_id_*", "", "Push address", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Address under which a push service reaches this installation.", "It reaches your device, and recognizes it, through another service.", A, 52;
    Properties, "$app_push_key_*", "", "Push address, named", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Address under which some push service reaches this installation.", "It reaches your device, and recognizes it, through another service.", A, 52;
    Properties, "$app_push_msg_content", "", "Text of notification", Content, 3, 1, None, Mask, Plain, "Text of a notification that you received or tapped.", "Notifications can quote messages and names.", A, 52;
    Properties, "$app_push_msg_title", "", "Title of notification", Content, 3, 1, None, Mask, Plain, "Title of a notification that you received or tapped.", "Notifications can quote messages and names.", A, 52;
    Properties, "$app_push_service_name", "", "Push provider", DeviceProfile, 0, 0, None, KeepIfKnown, Plain, "Company that delivered a notification.", "", A, 52;
    Properties, "$app_remote_config", "", "Remote settings", Transport, 0, 0, None, Drop, Plain, "Settings that the server sent to the tracking software.", "", A, 52;
    Properties, "$app_start_time", "", "Stored time of start", Time, 1, 1, None, Relative, Milliseconds, "When you last opened the app. The software keeps this note on the device and does not mean to send it.", "Times of use add up to a daily rhythm.", A, 52;
    Properties, "$app_started", "", "Stored start mark", Transport, 0, 0, None, Keep, Plain, "Whether the app is in use. The software keeps this note on the device and does not mean to send it.", "", A, 52;
    Properties, "$app_state", "", "State of app", Interaction, 0, 0, None, Keep, Plain, "Whether the app was in the background, sent when iOS starts an app by itself.", "", A, 79;
    Properties, "$app_version", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app or browser that sent the record.", "", A, 63;
    Properties, "$binding_depolyed", "", "Visual rule active", Transport, 0, 0, None, Keep, Plain, "Whether a rule for recording taps was switched on. The name is misspelled.", "", A, 52;
    Properties, "$binding_path", "", "Visual rule path", Transport, 1, 0, None, KeepIfKnown, Plain, "Control in the layout that a rule for recording taps applies to.", "Taps add up to a record of what you do and like.", A, 52;
    Properties, "$binding_trigger_id", "", "Visual rule number", Transport, 0, 0, None, Keep, Plain, "Number of a rule for recording taps.", "", A, 52;
    Properties, "$brand", "", "Brand", DeviceProfile, 0, 0, None, Keep, Plain, "Brand of the device.", "", A, 52;
    Properties, "$browser", "", "Browser", DeviceProfile, 0, 1, None, Keep, Plain, "Name of your browser.", "Together with other details it makes you easier to tell apart.", A, 80;
    Properties, "$browser_language", "", "Browser language", DeviceProfile, 1, 1, None, Base, Plain, "Language that your browser is set to.", "It can hint at where you come from.", A, 80;
    Properties, "$browser_version", "", "Browser version", DeviceProfile, 0, 1, None, Major, Plain, "Version of your browser.", "Together with other details it makes you easier to tell apart.", A, 80;
    Properties, "$carrier", "", "Mobile operator", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Sentinel, "Mobile operator that issued your SIM card, even while you use a foreign network.", "It hints at your home country and, with small operators, at a small group.", A, 63;
    Properties, "$channel_device_info", "", "Hardware bundle", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, PairList, "Device IDs to find the ad that led here. On Android it can link Android ID, IMEI and other hardware IDs with advertising IDs.", "Numbers fixed in the hardware are tied to those you can reset, which undoes the reset.", A, 52;
    Properties, "$city", "", "City", NetworkPlace, 2, 1, None, Mask, Plain, "City where you are, usually worked out from your internet address by the server.", "It shows roughly where you are.", A, 74;
    Properties, "$country", "", "Country by address", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country where you are, usually worked out from your internet address by the server.", "It shows which country you are in, unless your connection hides that.", A, 90;
    Properties, "$deeplink_match_fail_reason", "", "Link error", Diagnostics, 1, 0, None, Mask, Plain, "Why a link that opened the app could not be matched.", "It shows which ad or site led you here.", A, 52;
    Properties, "$deeplink_options", "", "Link parameters", Browsing, 3, 1, None, Mask, Plain, "Parameters of the link that opened the app.", "Parameters can name a product, an invitation or a person.", A, 52;
    Properties, "$deeplink_url", "", "Link that opened app", Browsing, 3, 1, None, Url, Url, "Web or app link that opened the app.", "It can show which page or message you came from.", A, 52;
    Properties, "$device_id", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Device ID. On Android it is the Android ID, which stays until a factory reset; since Android 8 other makers’ apps see other ones.", "Clearing the app’s data doesn’t change it.", A, 65, if SigningKey;
    Properties, "$device_id", "", "Apple device ID", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "ID of the iPhone or iPad: Apple’s advertising ID, its ID for one maker, or a random one of the app.", "It links everything that is recorded about this installation.", A, 77, "$lib" is "iOS";
    Properties, "$device_id", "", "Cookie ID", InstallId, 1, 3, Some(Persistence::Install), Placeholder, CookieId, "ID that the browser keeps in a cookie. It contains the time of your first visit and the size of your screen.", "It recognizes you on every later visit, until you clear your cookies.", A, 80, "$lib" is "js";
    Properties, "$device_model", "", "Phone model, for set-up", DeviceProfile, 0, 2, None, Mask, Plain, "Model of the device. Only a developer’s set-up session is meant to send it, not the app in use.", "The rarer it is, the easier you are to single out.", A, 56;
    Properties, "$device_name", "", "Name of the device", Content, 3, 2, None, Mask, Plain, "Name you gave your device, often with your first name. Only a developer’s set-up session is meant to send it.", "People name their devices after themselves.", A, 56;
    Properties, "$distinct_id", "", "User ID, internal", Account, 0, 4, Some(Persistence::Install), Placeholder, Plain, "Number your events are filed under. Three old versions for iPhones passed it on inside the app under this name.", "It links everything that is recorded about you.", A, 77;
    Properties, "$el_className", "", "Style, old name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Style of the clicked element, under the name that old versions used.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$el_href", "", "Link, old name", Browsing, 3, 2, None, Url, Url, "Address that a clicked link leads to, under the name that old versions used.", "It shows where you went next.", A, 80;
    Properties, "$el_id", "", "Element, old name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of the clicked element in the code, as old versions sent it.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$el_name", "", "Field, old name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of the clicked form field, as old versions sent it.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$el_tagName", "", "Kind, old name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of element that was clicked, as old versions sent it.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$el_text", "", "Text, old name", Interaction, 2, 1, None, Mask, Plain, "Text of the clicked element, as old versions sent it.", "Such texts can be your own, such as the name of a bookmark.", A, 80;
    Properties, "$el_value", "", "Typed value, old name", Content, 3, 1, None, Mask, Plain, "What was in a form field, as one old version sent it.", "It can be anything that you typed.", A, 80;
    Properties, "$element_action", "", "Action on element", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of the action that a tapped control does.", "Taps add up to a record of what you do and like.", A, 52;
    Properties, "$element_class_name", "", "Style of element", Interaction, 1, 0, None, KeepIfKnown, Plain, "Style name of what you clicked on a web page.", "Taps add up to a record of what you do and like.", A, 84;
    Properties, "$element_content", "", "Text of element", Interaction, 2, 1, None, Mask, Plain, "Text on the button, link or list entry that you tapped.", "It can be personal, such as the name of a contact or a bookmark.", A, 72;
    Properties, "$element_id", "", "Name in code", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name that the tapped control has in the code.", "Taps add up to a record of what you do and like.", A, 72;
    Properties, "$element_name", "", "Name of element", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of the form field or control that you clicked.", "Taps add up to a record of what you do and like.", A, 84;
    Properties, "$element_path", "", "Path to element", Interaction, 1, 0, None, KeepIfKnown, Plain, "Where in the layout the tapped control stands.", "Taps add up to a record of what you do and like.", A, 58;
    Properties, "$element_position", "", "Place in list", Interaction, 1, 0, None, KeepIfKnown, Plain, "Which entry of a list you tapped.", "Taps add up to a record of what you do and like.", A, 61;
    Properties, "$element_selector", "", "Element path", Interaction, 1, 0, None, KeepIfKnown, Plain, "Exact way through the layout to what you tapped.", "Taps add up to a record of what you do and like.", A, 72;
    Properties, "$element_target_url", "", "Link clicked", Browsing, 3, 2, None, Url, Url, "Address that the clicked link leads to.", "It shows where you went next.", A, 84;
    Properties, "$element_type", "", "Kind of element", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of control that you tapped, for example a button.", "Taps add up to a record of what you do and like.", A, 72;
    Properties, "$errorReson", "", "Tracking error", Diagnostics, 1, 0, None, Mask, Plain, "Error that the tracking software reports about itself. The name is misspelled.", "It shows that data about you was too long to send whole.", A, 80;
    Properties, "$event_duration", "", "Duration", Interaction, 2, 0, None, Round, Seconds, "How long it lasted, in seconds.", "It shows how long you read, watched or used something.", A, 59;
    Properties, "$event_session_id", "", "Session ID", InstallId, 0, 2, Some(Persistence::Session), Placeholder, Plain, "Random number that groups what you did in one session.", "It links what you did in one session.", A, 58;
    Properties, "$first_browser_charset", "", "First character set", DeviceProfile, 0, 1, None, Keep, Sentinel, "Character set of the page at your first visit.", "Together with other details it makes you easier to tell apart.", A, 80;
    Properties, "$first_browser_language", "", "First browser language", DeviceProfile, 1, 1, None, Base, Sentinel, "Language of your browser at your first visit.", "It can hint at where you come from.", A, 80;
    Properties, "$first_referrer", "", "First origin", Browsing, 3, 2, None, Url, Url, "Page from which you came at your very first visit.", "It shows which site you were on before.", A, 80;
    Properties, "$first_referrer_host", "", "First origin site", Browsing, 2, 1, None, Mask, Sentinel, "Site from which you came at your very first visit.", "It shows which site you were on before.", A, 80;
    Properties, "$first_search_keyword", "", "First search words", Search, 3, 2, None, Mask, Sentinel, "Words that you searched for before your very first visit.", "Search terms show what is on your mind.", A, 80;
    Properties, "$first_traffic_source_type", "", "First kind of origin", Interaction, 1, 0, None, Keep, Sentinel, "How you came to the site at your very first visit.", "It shows which ad or site led you here.", A, 80;
    Properties, "$first_visit_time", "", "First use", Time, 1, 2, Some(Persistence::Install), Drop, Plain, "When you first used the app or site.", "An exact first moment is rare enough to recognize one installation.", A, 70;
    Properties, "$from_vtrack", "", "Rule that recorded", Transport, 0, 0, None, Keep, Plain, "Number of the rule by which this tap was recorded.", "", A, 52;
    Properties, "$gaid", "", "Google advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Google’s advertising ID, the same for all apps on the device. You can reset or delete it.", "Any app that asks may read the same ID, unless you deleted it.", A, 53;
    Properties, "$geo_coordinate_system", "", "Map grid", PreciseLocation, 0, 0, None, Drop, Plain, "Which map grid the position uses. Chinese grids are shifted on purpose.", "", A, 56;
    Properties, "$ios_install_disable_callback", "", "No report to advertiser", Transport, 0, 0, None, Keep, Plain, "Whether the advertiser is not to be told of the installation.", "", A, 61;
    Properties, "$ios_install_source", "", "Hardware bundle, misnamed", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, PairList, "Bundle of device IDs, despite its name also on Android: Android ID, IMEI, network hardware address and advertising IDs.", "Numbers fixed in the hardware are tied to those you can reset, which undoes the reset.", A, 61;
    Properties, "$ip", "", "Internet address", NetworkPlace, 2, 2, Some(Persistence::Sim), Drop, Plain, "Internet address that you were using. Usually the server adds it.", "It shows your provider and your approximate place.", A, 75;
    Properties, "$is_channel_callback_event", "", "First for advertiser", Interaction, 0, 0, None, Keep, Plain, "Whether the event happened for the first time, so that the advertiser can be told.", "", A, 70;
    Properties, "$is_first_day", "", "First day", Interaction, 0, 0, None, Keep, Plain, "Whether this happened on the first day of using the app or site.", "", A, 72;
    Properties, "$is_first_time", "", "First time", Interaction, 0, 0, None, Keep, Plain, "Whether this was the first time that it happened.", "", A, 72;
    Properties, "$is_login_id", "", "Number is an account", Account, 0, 0, None, Keep, Plain, "Whether the number that the event is filed under is an account.", "", A, 88;
    Properties, "$latest*", "", "Other last origin", Interaction, 1, 1, None, Mask, Plain, "Detail of what last led you here. The names of such details begin so.", "It shows which ad or site led you here.", A, 57;
    Properties, "$latest_landing_page", "", "Entry page", Browsing, 3, 2, None, Url, Url, "Page on which your latest visit began.", "It shows what you read or looked at.", A, 80;
    Properties, "$latest_referrer", "", "Where visit came from", Browsing, 3, 2, None, Url, Url, "Page from which you came to the site on your latest visit.", "It can show what you read or searched for before.", A, 84;
    Properties, "$latest_referrer_domain", "", "Origin site, old name", Browsing, 2, 1, None, Mask, Plain, "Site from which your latest visit came, under an old name.", "It shows which site you were on before.", A, 80;
    Properties, "$latest_referrer_host", "", "Site visit came from", Browsing, 2, 1, None, Mask, Sentinel, "Name of the site from which you came on your latest visit.", "It shows which site you were on before.", A, 84;
    Properties, "$latest_sa_utm", "", "Latest campaign bundle", Interaction, 1, 1, None, Mask, Plain, "All campaign tags that last led you into the mini-program, as one text.", "It shows which ad or site led you here.", A, 85;
    Properties, "$latest_scene", "", "Latest entry", Interaction, 1, 0, None, KeepIfKnown, Plain, "How you last came into the mini-program, for example by a scanned code or a search.", "It shows which ad or site led you here.", A, 85;
    Properties, "$latest_search_keyword", "", "Words that led here", Search, 3, 2, None, Mask, Sentinel, "Words that you searched for before coming to the site on your latest visit.", "The site learns what you asked a search engine.", A, 84;
    Properties, "$latest_sf_source", "", "Latest marketing source", Interaction, 1, 0, None, Mask, Plain, "Marketing message that last led you into the mini-program.", "It shows which ad or site led you here.", A, 85;
    Properties, "$latest_share_depth", "", "Latest sharing distance", Interaction, 1, 0, None, Keep, Plain, "How many people had shared the link by which you last came.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$latest_share_distinct_id", "", "Who invited you last", Content, 4, 4, None, Placeholder, Plain, "Number of the person who shared the link by which you last came.", "It records who knows whom.", A, 85, if OtherPerson;
    Properties, "$latest_share_method", "", "Latest way of sharing", Interaction, 1, 0, None, KeepIfKnown, Plain, "How the link by which you last came was shared.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$latest_share_url_path", "", "Latest shared screen", Browsing, 2, 1, None, Mask, Plain, "Screen whose link last led you here.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$latest_traffic_source_type", "", "Kind of origin", Interaction, 1, 0, None, Keep, Sentinel, "How you came to the site: directly, by search, by ad, by social network or by another link.", "It shows which ad or site led you here.", A, 84;
    Properties, "$latest_utm_*", "", "Other campaign tag, latest", Interaction, 1, 1, None, Mask, Plain, "Another tag of the ad or campaign that last led you here.", "It shows which ad or site led you here.", A, 80;
    Properties, "$latest_utm_campaign", "", "Campaign, latest", Interaction, 1, 1, None, Mask, Plain, "Campaign that last led you here.", "It shows which ad or site led you here.", A, 58;
    Properties, "$latest_utm_content", "", "Campaign content, latest", Interaction, 1, 1, None, Mask, Plain, "Which ad of a campaign last led you here.", "It shows which ad or site led you here.", A, 58;
    Properties, "$latest_utm_medium", "", "Campaign medium, latest", Interaction, 1, 1, None, Mask, Plain, "Medium of the campaign that last led you here, for example mail.", "It shows which ad or site led you here.", A, 58;
    Properties, "$latest_utm_source", "", "Campaign source, latest", Interaction, 1, 1, None, Mask, Plain, "Where the campaign that last led you here was shown.", "It shows which ad or site led you here.", A, 58;
    Properties, "$latest_utm_term", "", "Campaign words, latest", Interaction, 2, 1, None, Mask, Plain, "Search words that the campaign that last led you here had booked.", "It shows which ad or site led you here.", A, 58;
    Properties, "$latest_wx_ad_callbacks", "", "WeChat ad data", Interaction, 1, 1, None, Mask, Plain, "Data that WeChat attached to the ad that led you here.", "It shows which ad or site led you here.", A, 80;
    Properties, "$latest_wx_ad_click_id", "", "WeChat ad click", Interaction, 1, 2, Some(Persistence::Event), Placeholder, Plain, "Number of your click on an ad in WeChat.", "WeChat can link it to your account.", A, 80;
    Properties, "$latest_wx_ad_hash_key", "", "WeChat ad checksum", Interaction, 1, 1, None, Mask, Plain, "Checksum that WeChat attached to the ad that led you here.", "It shows which ad or site led you here.", A, 80;
    Properties, "$latitude", "", "Latitude", PreciseLocation, 4, 3, Some(Persistence::Event), Drop, Microdegrees, "Where you were, from south to north. Apps send degrees times 1,000,000, on paper exact to 11 centimeters.", "A few places and times are enough to tell most people apart.", A, 69;
    Properties, "$lib", "", "Tracking software", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the tracking software that made the record, for example Android or js.", "", A, 61;
    Properties, "$lib_detail", "", "Place in the code", Transport, 0, 0, None, KeepIfKnown, CodePlace, "Place in the app’s code that made the record.", "", A, 80;
    Properties, "$lib_method", "", "How it was recorded", Transport, 0, 0, None, Keep, Plain, "Whether the app’s makers recorded this on purpose or the tracking software did so by itself.", "", A, 81;
    Properties, "$lib_plugin_version", "", "Plug-in version", Transport, 0, 0, None, KeepVersion, Plain, "Version of additions to the tracking software.", "", A, 58;
    Properties, "$lib_version", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the tracking software.", "", A, 61;
    Properties, "$longitude", "", "Longitude", PreciseLocation, 4, 3, Some(Persistence::Event), Drop, Microdegrees, "Where you were, from west to east. Apps send degrees times 1,000,000, on paper exact to 11 centimeters at most.", "A few places and times are enough to tell most people apart.", A, 69;
    Properties, "$mac_serial_id", "", "Mac serial number", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Serial number of the Mac, fixed in its hardware.", "It stays the same as long as the device exists, even after a factory reset.", A, 77;
    Properties, "$main_bundle_identifier", "", "App, for set-up", DeviceProfile, 2, 0, None, KeepIfKnown, Plain, "Name of the app in its store. Only a developer’s set-up session is meant to send it.", "The name of an app can say much about health, money or love life.", A, 56;
    Properties, "$manufacturer", "", "Maker", DeviceProfile, 0, 0, None, Keep, Plain, "Maker of the device.", "", A, 63;
    Properties, "$model", "", "Device model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the device.", "With exact times it helps to match records of different companies.", A, 63;
    Properties, "$mp_client_app_version", "", "Version of outer app", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app around the mini-program, for example WeChat.", "", A, 85;
    Properties, "$mp_client_basic_library_version", "", "Library of outer app", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the library that runs the mini-program.", "", A, 85;
    Properties, "$mp_id", "", "Mini-program ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this copy of the mini-program.", "It links everything that is recorded about this installation.", A, 85;
    Properties, "$mp_openid", "", "Mini-program account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Your number toward one mini-program, issued by the app around it, for example WeChat.", "It follows your account in the app around.", A, 85;
    Properties, "$mp_unionid", "", "Shared mini-program account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Your number toward all mini-programs of one maker, issued by the app around them, for example WeChat.", "It links what you do in all mini-programs of one maker.", A, 85;
    Properties, "$network_type", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at that moment: Wi-Fi, 2G to 5G, or NULL for none or unknown.", "Over time it suggests when you are at home and when you are out.", A, 63;
    Properties, "$oaid", "", "Chinese advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Advertising ID of phones sold in China, the same for all apps on the phone.", "Any app that asks may read the same ID, unless you turned it off.", A, 54, if ChineseAdvertising;
    Properties, "$option", "", "Switches for one record", Transport, 0, 0, None, Keep, Plain, "Wishes of the web page about how to send this record. They are meant to be taken out before sending.", "", A, 80;
    Properties, "$os", "", "Operating system", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the operating system.", "", A, 61;
    Properties, "$os_version", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of the operating system, for example of Android.", "Together with other details it makes you easier to tell apart.", A, 63;
    Properties, "$page_height", "", "Page height", Browsing, 1, 0, None, Round, Plain, "Height of the web page in pixels.", "Size can give away which page it was.", A, 80;
    Properties, "$page_resource_size", "", "Size of page", Browsing, 1, 0, None, Round, Plain, "How much the web page loaded, in kilobytes.", "Size can give away which page it was.", A, 80;
    Properties, "$page_x", "", "Click from left", Interaction, 1, 0, None, Round, Plain, "Where on the page you clicked, in pixels from the left.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$page_y", "", "Click from top", Interaction, 1, 0, None, Round, Plain, "Where on the page you clicked, in pixels from the top.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$project", "", "Project, set", Transport, 0, 0, None, Drop, Plain, "Part of the analytics server that the app chose for this record.", "", A, 58;
    Properties, "$province", "", "Province", NetworkPlace, 2, 1, None, Mask, Plain, "Province where you are, usually worked out from your internet address by the server.", "It shows roughly where you are.", A, 74;
    Properties, "$referrer", "", "Screen or page before", Browsing, 3, 2, Some(Persistence::Event), Url, Url, "Screen of the app or web page that you came from.", "On the web it can show what you read or searched for before.", A, 72;
    Properties, "$referrer_host", "", "Site before", Browsing, 2, 1, None, Mask, Plain, "Name of the site that you came from.", "It shows which site you were on before.", A, 84;
    Properties, "$referrer_title", "", "Title before", Interaction, 2, 0, None, Mask, Plain, "Title of the screen or page before this one.", "It shows which site you were on before.", A, 52;
    Properties, "$resume_from_background", "", "Reopened", Interaction, 0, 0, None, Keep, Plain, "Whether the app was still in the background or freshly started.", "", A, 61;
    Properties, "$sa_channel_landing_url_error", "", "Ad page error", Diagnostics, 0, 0, None, Mask, Plain, "Why the page of the ad could not be read.", "", A, 80;
    Properties, "$sat_awake_from_deeplink", "", "Opened by link", Interaction, 1, 0, None, Keep, Plain, "Whether a link woke the app.", "It shows which ad or site led you here.", A, 52;
    Properties, "$sat_event_track_id", "", "Number of copy", Transport, 0, 1, Some(Persistence::Event), Drop, Plain, "Random number that links the two copies of this event.", "It links the copy for ads to this one.", A, 52;
    Properties, "$sat_has_installed_app", "", "Installed before", Interaction, 1, 0, None, Keep, Plain, "Whether the installation had been recorded before.", "It shows that you had the app before.", A, 52;
    Properties, "$sat_slink_custom_params", "", "Link’s own parameters", Interaction, 2, 1, None, Mask, Plain, "Parameters that a campaign link carried.", "Parameters can name a product, an invitation or a person.", A, 52;
    Properties, "$scene", "", "Entry", Interaction, 1, 0, None, KeepIfKnown, Plain, "How you came into the mini-program, for example by a scanned code or a search.", "It shows which ad or site led you here.", A, 86;
    Properties, "$screen_height", "", "Screen height", DeviceProfile, 0, 1, None, Mask, Plain, "Height of the screen in pixels. It mostly repeats what the model says.", "Together with other details it makes you easier to tell apart.", A, 63;
    Properties, "$screen_name", "", "App screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that was shown, by its name in the code.", "It shows what you read or looked at.", A, 71;
    Properties, "$screen_orientation", "", "Screen orientation", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the device was upright or sideways.", "", A, 61;
    Properties, "$screen_width", "", "Screen width", DeviceProfile, 0, 1, None, Mask, Plain, "Width of the screen in pixels. It mostly repeats what the model says.", "Together with other details it makes you easier to tell apart.", A, 63;
    Properties, "$search_keyword_id", "", "Search number", Search, 2, 2, Some(Persistence::Event), Placeholder, Plain, "Number of your search at Baidu, taken from the page before.", "Baidu may be able to see what you searched for.", A, 80;
    Properties, "$search_keyword_id_hash", "", "Search checksum", Search, 1, 2, Some(Persistence::Event), Placeholder, Plain, "Checksum of the number of your search at Baidu.", "It leads back to one search of yours.", A, 80;
    Properties, "$search_keyword_id_type", "", "Kind of search number", Search, 0, 0, None, Keep, Plain, "Where the number of your search was taken from.", "", A, 80;
    Properties, "$session_interval_time", "", "Stored length of break", Transport, 0, 0, None, Keep, Plain, "How long a break ends a session. The software keeps this note on the device and does not mean to send it.", "", A, 52;
    Properties, "$sf_*", "", "Marketing detail", Interaction, 1, 0, None, Mask, Plain, "Detail of the vendor’s marketing tool that shows messages to chosen people.", "It shows what you were targeted for.", A, 58;
    Properties, "$sf_audience_id", "", "Audience number", Interaction, 2, 1, None, Mask, Plain, "Group of people that you were sorted into for a marketing message.", "It shows that somebody put you in a target group.", A, 52;
    Properties, "$sf_channel_category", "", "Message channel kind", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of channel over which a marketing message came.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_channel_id", "", "Message channel", Interaction, 1, 0, None, KeepIfKnown, Plain, "Channel over which a marketing message came.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_channel_service_name", "", "Message service", Interaction, 1, 0, None, KeepIfKnown, Plain, "Service that delivered a marketing message.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_enter_plan_time", "", "Entry into campaign", Time, 1, 1, None, Drop, Plain, "When you were taken into a marketing campaign.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_internal_anonymous_id", "", "ID for marketing", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Number you have before the app names an account, passed to the marketing tool. It is meant to be taken out before sending.", "It links marketing messages to what you do in the app.", A, 52;
    Properties, "$sf_internal_login_id", "", "Account for marketing", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app named for you, passed to the marketing tool. It is meant to be taken out before sending.", "It links marketing messages to your account.", A, 52;
    Properties, "$sf_lib_version", "", "Marketing tool version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the vendor’s marketing tool.", "", A, 80;
    Properties, "$sf_link_url", "", "Link in message", Browsing, 3, 1, None, Url, Url, "Link of a marketing message.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_msg_content", "", "Message text", Content, 3, 1, None, Mask, Plain, "Text of a marketing message that you were shown.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_msg_id", "", "Message number", Interaction, 1, 2, Some(Persistence::Event), Placeholder, Plain, "Number of a marketing message that you were shown.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_msg_title", "", "Message title", Content, 3, 1, None, Mask, Plain, "Title of a marketing message that you were shown.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_plan_id", "", "Campaign number", Interaction, 1, 0, None, Mask, Plain, "Number of a marketing campaign.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_plan_strategy_id", "", "Campaign strategy", Interaction, 1, 0, None, Mask, Plain, "Variant of a marketing campaign that you were given.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_plan_type", "", "Kind of campaign", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of marketing campaign.", "It shows what you were targeted for.", A, 52;
    Properties, "$sf_source", "", "Marketing source", Interaction, 1, 0, None, Mask, Plain, "Marketing message that led you into the mini-program.", "It shows what you were targeted for.", A, 85;
    Properties, "$sf_strategy_unit_id", "", "Campaign unit", Interaction, 1, 0, None, Mask, Plain, "Part of a marketing campaign that you were given.", "It shows what you were targeted for.", A, 52;
    Properties, "$share_depth", "", "Sharing distance", Interaction, 1, 0, None, Keep, Plain, "How many people have shared this link before.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$share_distinct_id", "", "Who invited you", Content, 4, 4, None, Placeholder, Plain, "Number of the person who shared the link with you.", "It records who knows whom.", A, 85, if OtherPerson;
    Properties, "$share_method", "", "Way of sharing", Interaction, 1, 0, None, KeepIfKnown, Plain, "How something was shared, for example with a friend.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$share_url_path", "", "Shared screen", Browsing, 2, 1, None, Mask, Plain, "Screen of the mini-program that was shared.", "It can show whom you invited or what you shared.", A, 85;
    Properties, "$source_package_name", "", "App that opened it", Interaction, 2, 0, None, Mask, Plain, "App from which this one was opened.", "It shows which other apps you use.", A, 90;
    Properties, "$super", "", "Added details, internal", Transport, 0, 0, None, Mask, Plain, "Details that the web page adds to every record. They are meant to be spread out before sending.", "", A, 80;
    Properties, "$time", "", "Exact time, set", Time, 1, 1, None, Relative, Milliseconds, "When it happened, as set by the app.", "Times of use add up to a daily rhythm.", A, 58;
    Properties, "$timezone_offset", "", "Time zone", NetworkPlace, 1, 1, None, Mask, OffsetMinutes, "Your time zone as minutes to add to local time to get world time. China is -480.", "It shows which part of the world you are in.", A, 60;
    Properties, "$tite", "", "Title, misspelled", Interaction, 2, 1, None, Mask, Plain, "Title of the web page, under a misspelled name of old versions.", "It shows what you read or looked at.", A, 80;
    Properties, "$title", "", "Title of page", Interaction, 2, 1, None, Mask, Plain, "Title of the screen or web page that was shown.", "The title of a web page often shows what you read.", A, 72;
    Properties, "$token", "", "Access key, set", Transport, 0, 0, None, Drop, Plain, "Key for the analytics server that the app chose for this record.", "", A, 58;
    Properties, "$type", "", "Kind of record, internal", Transport, 0, 0, None, Keep, Plain, "Kind of record. Three old versions for iPhones passed it on inside the app under this name.", "", A, 77;
    Properties, "$url", "", "App screen or page", Browsing, 3, 2, None, Url, Url, "In an app usually the name of a screen, on the web the full address of the page that you were on.", "A full address can contain search words, names or keys.", A, 72;
    Properties, "$url", "$AppViewScreen", "Address of screen", Interaction, 2, 1, None, Url, Url, "Name or address that the app gave to the screen you were on. It need not be a web page.", "It shows what you do in the app.", A, 61;
    Properties, "$url", "$WebClick", "Address of web page", Browsing, 3, 2, None, Url, Url, "Full address of the web page that you were on.", "Addresses show what you read, and can contain search words, names or keys.", A, 84;
    Properties, "$url", "$WebPageLeave", "Address of web page", Browsing, 3, 2, None, Url, Url, "Full address of the web page that you were on.", "Addresses show what you read, and can contain search words, names or keys.", A, 84;
    Properties, "$url", "$WebPageLoad", "Address of web page", Browsing, 3, 2, None, Url, Url, "Full address of the web page that you were on.", "Addresses show what you read, and can contain search words, names or keys.", A, 80;
    Properties, "$url", "$WebStay", "Address of web page", Browsing, 3, 2, None, Url, Url, "Full address of the web page that you were on.", "Addresses show what you read, and can contain search words, names or keys.", A, 84;
    Properties, "$url", "$pageview", "Address of web page", Browsing, 3, 2, None, Url, Url, "Full address of the web page that you were on.", "Addresses show what you read, and can contain search words, names or keys.", A, 84;
    Properties, "$url_host", "", "Site", Browsing, 2, 1, None, Mask, Plain, "Name of the site that you were on.", "It shows what you read or looked at.", A, 91;
    Properties, "$url_path", "", "Path of page", Browsing, 3, 1, None, Mask, Plain, "Part of the page’s address after the name of the site, or the screen of a mini-program.", "It often names the article or product that you looked at.", A, 84;
    Properties, "$url_query", "", "Parameters of page", Browsing, 3, 1, None, Mask, Plain, "Parameters with which a screen of the mini-program was opened.", "They can name what you looked at.", A, 86;
    Properties, "$user_agent", "", "Description of program", DeviceProfile, 0, 2, None, Mask, Plain, "Text that names the app or browser, the system version and often the exact phone model.", "Together with other details it makes you easier to tell apart.", A, 56;
    Properties, "$utm_*", "", "Other campaign tag", Interaction, 1, 1, None, Mask, Plain, "Another tag of the ad or campaign that led you here.", "It shows which ad or site led you here.", A, 52;
    Properties, "$utm_campaign", "", "Campaign", Interaction, 1, 1, None, Mask, Plain, "Campaign that led you here.", "It shows which ad or site led you here.", A, 72;
    Properties, "$utm_content", "", "Campaign content", Interaction, 1, 1, None, Mask, Plain, "Which ad of a campaign led you here.", "It shows which ad or site led you here.", A, 72;
    Properties, "$utm_medium", "", "Campaign medium", Interaction, 1, 1, None, Mask, Plain, "Medium of the campaign that led you here, for example mail.", "It shows which ad or site led you here.", A, 72;
    Properties, "$utm_source", "", "Campaign source", Interaction, 1, 1, None, Mask, Plain, "Where the campaign that led you here was shown.", "It shows which ad or site led you here.", A, 72;
    Properties, "$utm_term", "", "Campaign words", Interaction, 2, 1, None, Mask, Plain, "Search words that the campaign that led you here had booked.", "It shows which ad or site led you here.", A, 72;
    Properties, "$utms", "", "Campaign tags, internal", Interaction, 1, 1, None, Mask, Plain, "Tags of the ad or campaign that led you here, as the software keeps them internally.", "It shows which ad or site led you here.", A, 80;
    Properties, "$viewport_height", "", "Window height", DeviceProfile, 0, 1, None, Mask, Plain, "Height of the visible part of the page in pixels.", "Together with other details it makes you easier to tell apart.", A, 80;
    Properties, "$viewport_left", "", "Window from left", Interaction, 1, 0, None, Round, Plain, "How far to the right you had scrolled, in pixels.", "Taps add up to a record of what you do and like.", A, 80;
    Properties, "$viewport_position", "", "How far you scrolled", Interaction, 2, 0, None, Round, Plain, "How far down the page you had scrolled, in pixels.", "It shows how much of the page you read.", A, 80;
    Properties, "$viewport_width", "", "Window width", DeviceProfile, 0, 1, None, Mask, Plain, "Width of the visible part of the page in pixels.", "Together with other details it makes you easier to tell apart.", A, 80;
    Properties, "$vtrack_cell_index", "", "Position in list", Interaction, 1, 0, None, Keep, Plain, "Which row of a list is meant, in the old way of choosing controls to record.", "Taps add up to what you do in the app.", A, 77;
    Properties, "$vtrack_cell_label", "", "Text of list row", Interaction, 2, 0, None, Mask, Plain, "Text on a row of a list, in the old way of choosing controls to record.", "Texts of rows can be your own, such as names in a list.", A, 77;
    Properties, "$vtrack_cell_sction", "", "Part of list, misspelled", Interaction, 1, 0, None, Keep, Plain, "Which part of a list is meant, under a misspelled name of early versions.", "Taps add up to what you do in the app.", A, 77;
    Properties, "$vtrack_cell_section", "", "Part of list", Interaction, 1, 0, None, Keep, Plain, "Which part of a list is meant, in the old way of choosing controls to record.", "Taps add up to what you do in the app.", A, 77;
    Properties, "$wifi", "", "On Wi-Fi", NetworkPlace, 1, 0, None, Keep, Plain, "Whether the device was on Wi-Fi at that moment.", "Over time it suggests when you are at home and when you are out.", A, 63;
    Properties, "_latest_*", "", "Other origin tag", Interaction, 1, 1, None, Mask, Plain, "Tag of the campaign that last led you here, chosen by the site.", "It shows which ad or site led you here.", A, 80;
    Properties, "_latest_wx_ad_callbacks", "", "WeChat ad data", Interaction, 1, 1, None, Mask, Plain, "Data that WeChat attached to the ad that led you here.", "It shows which ad or site led you here.", A, 80;
    Properties, "_latest_wx_ad_click_id", "", "WeChat ad click", Interaction, 1, 2, Some(Persistence::Event), Placeholder, Plain, "Number of your click on an ad in WeChat.", "WeChat can link it to your account.", A, 80;
    Properties, "_latest_wx_ad_hash_key", "", "WeChat ad checksum", Interaction, 1, 1, None, Mask, Plain, "Checksum that WeChat attached to the ad that led you here.", "It shows which ad or site led you here.", A, 80;
    Properties, "_sa_channel_landing_url", "", "Ad landing page", Browsing, 2, 1, None, Url, Url, "Page on which the ad landed you.", "It shows which ad or site led you here.", A, 80;
    Properties, "_sa_channel_landing_url_error", "", "Ad page error", Diagnostics, 0, 0, None, Mask, Plain, "Why the page of the ad could not be read.", "", A, 80;
    Properties, "app_crashed_reason", "", "Crash report", Diagnostics, 2, 0, None, Mask, Plain, "Technical report of a crash, up to thousands of characters.", "It can contain file names, addresses or texts by accident.", A, 59;
    Properties, "cause", "rv_crashed", "Cause of crash", Diagnostics, 1, 0, None, Mask, Plain, "Technical text about an error. It can contain page addresses by accident.", "Such texts can contain page addresses by accident.", B, 40;
    Properties, "event_duration", "", "Duration, old spelling", Interaction, 2, 0, None, Round, Seconds, "How long it lasted. Automatic events give seconds; an app may choose another unit.", "It shows how long you read, watched or used something.", A, 70;
    Properties, "internet_status", "", "Online or not", NetworkPlace, 0, 0, None, KeepNetwork, Plain, "Apparently whether the phone was online (1) or not (0) when the app was started.", "", B, 40;
    Properties, "miui_region", "", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone’s software is set to.", "It hints at where you live.", B, 40;
    Properties, "miui_version", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system. In stable builds its last letters give the Android version, model, region and operator.", "Together with other details, a rare build makes the phone stand out.", B, 41;
    Properties, "oaid", "", "Chinese advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Advertising ID of phones sold in China, the same for all apps on the phone.", "Any app that asks may read the same ID, unless you turned it off.", A, 54, if ChineseAdvertising;
    Properties, "op", "download_files", "Download step", Interaction, 1, 0, None, KeepIfKnown, Plain, "Apparently which step of the download this is about.", "It shows what you do with downloads.", B, 40;
    Properties, "op", "youtube_search_op", "YouTube action", Interaction, 0, 0, None, KeepIfKnown, Plain, "What was done with the YouTube search. The app’s code sends “search” here.", "", B, 40;
    Properties, "page", "youtube_search_op", "Screen of search", Interaction, 0, 0, None, KeepIfKnown, Plain, "Apparently the screen on which the YouTube search was made.", "", B, 40;
    Properties, "platform", "", "Platform", Transport, 0, 0, None, Keep, Plain, "Kind of app that sent this. Xiaomi’s Mint Browser says AndroidApp.", "", B, 40;
    Properties, "search_method", "search", "How search began", Interaction, 0, 0, None, KeepIfKnown, Plain, "Apparently the way in which the search was started.", "", B, 40;
    Properties, "search_position", "search", "Where search began", Interaction, 0, 0, None, KeepIfKnown, Plain, "Apparently the place in the app where the search began.", "", B, 40;
    Properties, "search_type", "youtube_search_op", "Kind of search", Interaction, 0, 0, None, KeepIfKnown, Plain, "Apparently how the YouTube search was made.", "", B, 40;
    Properties, "search_word", "search", "Search terms", Search, 3, 2, None, Mask, Plain, "What you searched for.", "Searches are often about health, money, beliefs and plans.", B, 43;
    Properties, "search_word", "youtube_search_op", "YouTube search terms", Search, 3, 2, None, Mask, Plain, "What you searched for on YouTube.", "It shows what you want to watch before you have watched anything.", B, 43;
    Properties, "suffix", "download_files", "File type", Interaction, 1, 0, None, KeepIfKnown, Plain, "Apparently the ending of the downloaded file’s name, which shows its type.", "It hints at what you downloaded.", B, 40;
    Properties, "system_language", "", "System language", DeviceProfile, 1, 1, None, Base, Plain, "Language that the phone is set to.", "A language that is rare where you live sets you apart and hints at origin.", B, 43;
    Properties, "type", "download_files", "Private or general", Interaction, 2, 0, None, Keep, Plain, "One of the words “privacy” and “general”. Which downloads count as private is not verified; apparently it depends on where the file goes.", "It may show that you wanted to hide the file.", B, 40;
    Properties, "url", "download_files", "Download address", Browsing, 3, 2, None, Url, Url, "Address of the file to download.", "The address names the file.", B, 43;
    Properties, "url", "page_load_event_finish", "Page address", Browsing, 3, 2, None, Url, Url, "Address of the web page that was loaded.", "Addresses show what you read, and can contain search words, names or keys to private pages.", B, 43;
    Properties, "url", "page_load_event_start", "Page address", Browsing, 3, 2, None, Url, Url, "Address of the web page that was loaded.", "Addresses show what you read, and can contain search words, names or keys to private pages.", B, 43;
    Properties, "used_searchengine", "search", "Search engine used", Interaction, 1, 0, None, KeepIfKnown, Plain, "Search engine that this search went to.", "An unusual choice sets you apart.", B, 40;
    Properties, "uuid", "", "Random ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this copy of the browser. It was meant to change after 90 days, but every use prolongs it.", "After you sign in it is sent with the account ID, so both can be linked.", B, 44;
    BrowserDescribed, "adblockshownotification", "", "Ad blocker notice", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "adblockswitch", "", "Ad blocker setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "apkname", "", "Name of package", Interaction, 0, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "", B, 32;
    BrowserDescribed, "appboot", "", "Start of app", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "appbootthirdparty", "", "Start by another app", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "autocompleteswitch", "", "Autocomplete setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "bookmarksync", "", "Bookmark sync", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "browserads", "", "Ads in browser", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "browserinstallreferrer", "", "Origin of browser", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "clearhistoryswitch", "", "Clear history setting", Interaction, 2, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "cookiestatus", "", "Cookie setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "enhancedincognitoswitch", "", "Enhanced incognito setting", Interaction, 2, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "experienceimprove", "", "Experience program", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "facebooknotification", "", "Facebook notices", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "featurereportswitch", "", "Feature report setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "feeddefaultchannel", "", "Default news channel", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "firstappstart", "", "First start", Interaction, 0, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "", B, 32;
    BrowserDescribed, "firstappstartthirdparty", "", "First start by app", Interaction, 0, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "", B, 32;
    BrowserDescribed, "firstenternewsfeedway", "", "First way to news", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "historysync", "", "History sync", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "logmiaccount", "", "Xiaomi account, logged", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "miuipersonalized", "", "Personalized system", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "notrackswitch", "", "Do-not-track setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "personalizedservices", "", "Personalized services", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "personalserviceswitch", "", "Personal service setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "protectiontype", "", "Kind of protection", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "searchoptimizationswitch", "", "Search optimization setting", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "subscription", "", "Subscription", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "userincognitomode", "", "Incognito mode", Interaction, 2, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "userlogin", "", "Signed in", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "usernewsfeed", "", "News feed", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "usertabgames", "", "Games tab", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    BrowserDescribed, "usertabnews", "", "News tab", Interaction, 1, 0, None, Mask, Plain, "A detail described like this is in a list of what Xiaomi’s Mi Browser sent in 2021.", "It shows how you set up or use the browser.", B, 32;
    MiHome, "_nonce", "", "Random text with time", Time, 1, 1, None, Drop, Plain, "Random text that also contains the minute in which the request was made.", "Times of use add up to a daily rhythm.", B, 9;
    MiHome, "am", "", "Phone in statistics", DeviceProfile, 0, 2, None, Mask, Plain, "Name of the phone in the records.", "The rarer it is, the easier you are to single out.", B, 9;
    MiHome, "av", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 9;
    MiHome, "ch", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 9;
    MiHome, "cid", "", "Checksum of device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the phone’s device ID.", "Where it comes from hardware numbers, clearing the app’s data does not change it.", B, 9, if DeviceNumber;
    MiHome, "data", "", "Encrypted content", Transport, 4, 4, None, Drop, Plain, "Content of the request. If the request also has the account’s session key, anybody who has the request can open it.", "Encrypted as it looks, often anybody who has the request can open it.", B, 9;
    MiHome, "extra", "", "Further details", Interaction, 2, 0, None, Mask, Plain, "Whatever the app adds to a record.", "Apps decide what they put here.", B, 9;
    MiHome, "key", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened.", "It shows what you did in the app.", B, 9;
    MiHome, "mc", "", "Address of Wi-Fi router", PreciseLocation, 4, 3, Some(Persistence::Sim), Drop, Plain, "Hardware address of the router that the phone is connected to.", "Public databases turn it into a place on the map.", B, 9;
    MiHome, "md", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Model and maker of the phone.", "The rarer it is, the easier you are to single out.", B, 9;
    MiHome, "msid", "", "MiStat device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Device ID that MiStat, Xiaomi’s tracking software, uses.", "It links these records to those of MiStat.", B, 9, if DeviceNumber;
    MiHome, "ov", "", "System version and build", DeviceProfile, 1, 2, None, Mask, Plain, "Version and exact build of the system.", "The rarer it is, the easier you are to single out.", B, 9;
    MiHome, "rc4_hash__", "", "Encrypted checksum", Transport, 0, 1, None, Drop, Plain, "Checksum of the request, encrypted like its content.", "Whoever has the key can check guesses about hidden values with it.", B, 9;
    MiHome, "signature", "", "Checksum of request", Transport, 0, 1, None, Drop, Plain, "Checksum of the request.", "Whoever has the key can check guesses about hidden values with it.", B, 9;
    MiHome, "ssecurity", "", "Account session key", Secret, 4, 4, Some(Persistence::Account), Drop, Plain, "Secret key of a Xiaomi account session.", "Whoever has it can act in the account’s name, so do not publish it.", B, 22;
    MiHome, "time", "", "Exact time", Time, 1, 1, None, Drop, Plain, "When it happened, in seconds.", "Times of use add up to a daily rhythm.", B, 9;
    MiHome, "type", "", "Kind of record", Transport, 0, 0, None, Keep, Plain, "Kind of record, as a number or word.", "", B, 9;
    MiHome, "uid", "", "Xiaomi account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Number of your Xiaomi account.", "It follows you to every device on which you sign in.", B, 9;
    MiHome, "value", "", "Value of event", Interaction, 2, 0, None, Mask, Plain, "What goes with the event.", "Apps decide what they put here.", B, 9;
    MiHome, "ver", "", "Version of form", Transport, 0, 0, None, KeepVersion, Plain, "Version of the form of these records.", "", B, 9;
    MiHomeAnswer, "code", "", "Result of request", Diagnostics, 0, 0, None, Keep, Plain, "Number that says whether the server did what it was asked, 0 if it did.", "", B, 102;
    MiHomeAnswer, "did", "", "ID of smart device", DeviceId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Number of one of your smart devices in Xiaomi’s cloud.", "It leads to your account, to which the device belongs.", B, 102, if Reissued;
    MiHomeAnswer, "localip", "", "Address at home", NetworkPlace, 1, 1, None, Mask, Plain, "Address of a smart device in your home network.", "Xiaomi’s servers know how your home network is built.", B, 102;
    MiHomeAnswer, "model", "", "Model of smart device", DeviceProfile, 0, 2, None, Mask, Plain, "Model of one of your smart devices.", "It shows what you have at home.", B, 102;
    MiHomeAnswer, "name", "", "Name of smart device", Content, 3, 2, None, Mask, Plain, "Name that you gave to one of your smart devices.", "Such names often contain rooms and people.", B, 102;
    MiHomeAnswer, "token", "", "Key of smart device", Secret, 4, 4, Some(Persistence::Depends), Drop, Plain, "Secret key of one of your smart devices.", "Whoever has it and is in your network can control the device, so do not publish it.", B, 102, if Reissued;
    MiPush, "android_id", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID.", "It stays the same until the phone is reset to factory settings.", B, 9, if SigningKey;
    MiPush, "appid", "", "App number", DeviceProfile, 0, 0, None, Keep, Plain, "Number of the app at Xiaomi.", "", B, 9;
    MiPush, "apptoken", "", "App key", Transport, 0, 0, None, Drop, Plain, "Key of the app.", "", B, 9;
    MiPush, "appversion", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 9;
    MiPush, "board", "", "Name of hardware", DeviceProfile, 0, 1, None, Mask, Plain, "Name of the phone’s circuit board.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiPush, "brand", "", "Brand", DeviceProfile, 0, 0, None, Keep, Plain, "Brand of the phone.", "", B, 9;
    MiPush, "devid", "", "Device ID", HardwareId, 0, 4, Some(Persistence::FactoryReset), Placeholder, Plain, "Device number for push messages, computed from hardware numbers.", "Clearing the app’s data does not change it.", B, 9;
    MiPush, "devid1", "", "Second device ID", HardwareId, 0, 4, Some(Persistence::FactoryReset), Placeholder, Plain, "Apparently a device number for push messages, computed in an older way.", "Clearing the app’s data does not change it.", B, 9;
    MiPush, "gaid", "", "Google advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Google’s advertising ID, the same for all apps.", "Any app that asks may read the same ID, unless you deleted it.", B, 9;
    MiPush, "imei_md5", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 10;
    MiPush, "mac_address", "", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address. Since Android 10 only system apps see the phone’s own, others one made up for each network.", "The phone’s own address stays the same even after a factory reset.", B, 11, if WifiAddress;
    MiPush, "model", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 9;
    MiPush, "os", "", "System and build", DeviceProfile, 1, 2, None, Mask, Plain, "Version and build of the system.", "The rarer it is, the easier you are to single out.", B, 9;
    MiPush, "packagename", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "Name of the app that wants push messages.", "It shows which parts of the app you use and for how long.", B, 9;
    MiPush, "ram", "", "RAM", DeviceProfile, 0, 1, None, Mask, Plain, "How much working memory the phone has.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiPush, "rom", "", "Storage", DeviceProfile, 0, 1, None, Mask, Plain, "How much storage the phone has.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiPush, "sdkversion", "", "Push software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of Mi Push.", "", B, 9;
    MiPush, "space_id", "", "Space on phone", Interaction, 1, 0, None, Keep, Plain, "Apparently which space or user of the phone was in use.", "It shows whether you were in the main space of the phone or in another.", B, 9;
    MiPush, "uuid", "", "Xiaomi account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Apparently the number of your Xiaomi account, or 0.", "It follows you to every device on which you sign in.", B, 9;
    MiPush, "vdevid", "", "Device ID, newer", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Apparently a device number for push messages that does not come from hardware.", "It links all records of this installation.", B, 9;
    MiShop, "activity", "", "Screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that you were on.", "It shows what you did in the app.", B, 9;
    MiShop, "app_channel", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 9;
    MiShop, "app_key", "", "App key", Transport, 0, 0, None, Drop, Plain, "Number of the app at Xiaomi.", "", B, 9;
    MiShop, "cell_id", "", "Mobile cell", PreciseLocation, 4, 2, Some(Persistence::Sim), Drop, Plain, "Cell of the mobile network that the phone was in, where the app asks for the position.", "Public databases turn it into a place on the map.", B, 9;
    MiShop, "crash_md5", "", "Checksum of crash", Diagnostics, 0, 0, None, Drop, Plain, "Checksum by which the same fault is recognized.", "", B, 9;
    MiShop, "device_id", "", "Device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Device ID of the shop software.", "It recognizes the phone from one visit to the next.", B, 9, if DeviceNumber;
    MiShop, "device_name", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Model of the phone.", "The rarer it is, the easier you are to single out.", B, 9;
    MiShop, "duration", "", "Time on screen", Interaction, 1, 0, None, Round, Plain, "How long the screen was open, in milliseconds.", "Times of use add up to a daily rhythm.", B, 9;
    MiShop, "end_mills", "", "End", Time, 1, 1, None, Relative, Milliseconds, "When the screen was left.", "Times of use add up to a daily rhythm.", B, 9;
    MiShop, "event_id", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened.", "It shows what you did in the app.", B, 9;
    MiShop, "exception", "", "Kind of fault", Diagnostics, 1, 0, None, Mask, Plain, "Which fault happened.", "Texts of faults can contain anything that you typed.", B, 9;
    MiShop, "exception_detail", "", "Details of fault", Diagnostics, 1, 0, None, Mask, Plain, "Where in the app the fault happened.", "Texts of faults can contain anything that you typed.", B, 9;
    MiShop, "has_bluetooth", "", "Bluetooth", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the phone has Bluetooth.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "has_gps", "", "Satellite positioning", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the phone has satellite positioning.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "has_gravity", "", "Position sensor", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the phone has a sensor for its position.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "has_wifi", "", "Wi-Fi", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the phone has Wi-Fi.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 10;
    MiShop, "label", "", "Label", Interaction, 2, 0, None, Mask, Plain, "What the app calls the thing that you used.", "It shows what you did in the app.", B, 9;
    MiShop, "lac", "", "Area of mobile cells", NetworkPlace, 2, 2, Some(Persistence::Sim), Drop, Plain, "Area of the mobile network that the phone was in, where the app asks for the position.", "It shows roughly where you were.", B, 9;
    MiShop, "language", "", "Language", DeviceProfile, 0, 1, None, Base, Plain, "Language and country of the phone.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "latitude", "", "Latitude", PreciseLocation, 4, 3, Some(Persistence::Event), Drop, Plain, "Latitude of the place where the phone was, where the app asks for the position.", "A few places and times are enough to tell most people apart.", B, 9;
    MiShop, "longitude", "", "Longitude", PreciseLocation, 4, 3, Some(Persistence::Event), Drop, Plain, "Longitude of the place where the phone was, where the app asks for the position.", "A few places and times are enough to tell most people apart.", B, 9;
    MiShop, "mac_address", "", "Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Wi-Fi address. Since Android 10 only system apps see the phone’s own, others one made up for each network.", "The phone’s own address stays the same even after a factory reset.", B, 11, if WifiAddress;
    MiShop, "mcc_mnc", "", "Carrier", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Country and company of the mobile network, as a number.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "miui_version", "", "Build of the system", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of Xiaomi’s system.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "os_version", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of Android.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "package_name", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "Name of the app in its store.", "It shows which parts of the app you use and for how long.", B, 9;
    MiShop, "page_id", "", "Screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that you were on.", "It shows what you did in the app.", B, 9;
    MiShop, "platform", "", "System", DeviceProfile, 0, 0, None, Keep, Plain, "System of the phone.", "", B, 9;
    MiShop, "resolution", "", "Screen size", DeviceProfile, 0, 1, None, Mask, Plain, "Pixels of the screen.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "sdk_verson", "", "Software version", Transport, 0, 0, None, KeepVersion, Plain, "Version of the tracking software.", "", B, 9;
    MiShop, "session_id", "", "Session", InstallId, 1, 2, Some(Persistence::Session), Placeholder, Plain, "Number of the time during which the app was open.", "It links all that you did meanwhile.", B, 9;
    MiShop, "sim_operator", "", "Carrier of SIM", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Company that issued the SIM, as a number.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiShop, "start_mills", "", "Start", Time, 1, 1, None, Relative, Milliseconds, "When the screen was opened.", "Times of use add up to a daily rhythm.", B, 9;
    MiShop, "throwable", "", "Fault", Diagnostics, 1, 0, None, Mask, Plain, "Which fault ended the app, and where in it.", "Texts of faults can contain anything that you typed.", B, 9;
    MiShop, "time", "", "Time", Time, 1, 1, None, Relative, Milliseconds, "When it happened.", "Times of use add up to a daily rhythm.", B, 9;
    MiShop, "type", "", "Kind of record", Transport, 0, 0, None, Keep, Plain, "Which kind of record this is.", "", B, 9;
    MiShop, "url", "", "Address of fault", Browsing, 3, 0, None, Url, Url, "Address that the app was loading when the fault happened.", "It can show what you looked at.", B, 9;
    MiShop, "user_id", "", "Account", Account, 1, 4, Some(Persistence::Account), Placeholder, Plain, "Apparently the number of your Xiaomi account.", "It links all that this app records to your account.", B, 9;
    MiShop, "version_name", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 9;
    MiShop, "view_id", "", "Part of screen", Interaction, 2, 0, None, Mask, Plain, "Button or other part of the screen.", "It shows what you did in the app.", B, 9;
    MiShopPairs, "key", "", "Name of a detail", Interaction, 1, 0, None, Mask, Plain, "Name that the app gave to a detail.", "Apps decide what they put here.", B, 9;
    MiShopPairs, "value", "", "Other detail", Interaction, 2, 1, None, Mask, Plain, "Detail under the name beside it.", "Apps decide what they put here.", B, 9;
    MiStore, "app_key", "", "App key", Transport, 0, 0, None, Drop, Plain, "Number of the app at Xiaomi.", "", B, 9;
    MiStore, "app_version", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 9;
    MiStore, "channel", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 9;
    MiStore, "collect_time", "", "Time of collection", Time, 1, 1, None, Relative, Milliseconds, "When the records were gathered.", "Times of use add up to a daily rhythm.", B, 9;
    MiStore, "device_id", "", "Device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of a random ID, the Android ID and the serial number of the phone.", "It recognizes the phone from one visit to the next.", B, 9, if DeviceNumber;
    MiStore, "device_name", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Model of the phone.", "The rarer it is, the easier you are to single out.", B, 9;
    MiStore, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 10;
    MiStore, "language", "", "Language", DeviceProfile, 0, 1, None, Base, Plain, "Language and country of the phone.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiStore, "mac", "", "Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Wi-Fi address. Since Android 10 only system apps see the phone’s own, others one made up for each network.", "The phone’s own address stays the same even after a factory reset.", B, 11, if WifiAddress;
    MiStore, "miui_version", "", "Build of the system", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of Xiaomi’s system.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiStore, "os_version", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of Android.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiStore, "report_time", "", "Time of upload", Time, 1, 1, None, Relative, Milliseconds, "When the records were sent.", "Times of use add up to a daily rhythm.", B, 9;
    MiStore, "sdk_version", "", "Software version", Transport, 0, 0, None, KeepVersion, Plain, "Version of the tracking software.", "", B, 9;
    MiStore, "size", "", "Number of records", Transport, 0, 0, None, Keep, Plain, "How many records follow.", "", B, 9;
    MiStore, "user_id", "", "Account", Account, 1, 4, Some(Persistence::Account), Placeholder, StoreAccount, "Apparently the number of your Xiaomi account, encrypted with a key that is in the app, so that anybody can read it.", "It links all that this app records to your account.", B, 9;
    MiStoreValues, "end_time", "", "End", Time, 1, 1, None, Relative, Milliseconds, "When it ended.", "Times of use add up to a daily rhythm.", B, 9;
    MiStoreValues, "event_id", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened.", "It shows what you did in the app.", B, 9;
    MiStoreValues, "key", "", "Name of a detail", Interaction, 1, 0, None, Mask, Plain, "Name that the app gave to a detail.", "Apps decide what they put here.", B, 9;
    MiStoreValues, "label", "", "Label", Interaction, 2, 0, None, Mask, Plain, "What the app calls the thing that you used.", "It shows what you did in the app.", B, 9;
    MiStoreValues, "network", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network connection.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiStoreValues, "page_id", "", "Screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that you were on.", "It shows what you did in the app.", B, 9;
    MiStoreValues, "page_ref", "", "Screen before", Interaction, 2, 0, None, Mask, Plain, "Screen of the app from which you came.", "It shows what you did in the app.", B, 9;
    MiStoreValues, "page_show_time", "", "Screen shown", Time, 1, 1, None, Relative, Milliseconds, "When the screen was shown.", "Times of use add up to a daily rhythm.", B, 9;
    MiStoreValues, "resolution", "", "Screen size", DeviceProfile, 0, 1, None, Mask, Plain, "Pixels of the screen.", "Together with other details it makes you easier to tell apart.", B, 9;
    MiStoreValues, "session_id", "", "Session", InstallId, 1, 2, Some(Persistence::Session), Placeholder, Plain, "Number of the time during which the app was open.", "It links all that you did meanwhile.", B, 9;
    MiStoreValues, "start_time", "", "Start", Time, 1, 1, None, Relative, Milliseconds, "When it began.", "Times of use add up to a daily rhythm.", B, 9;
    MiStoreValues, "timestamp", "", "Time", Time, 1, 1, None, Relative, Milliseconds, "When it happened.", "Times of use add up to a daily rhythm.", B, 9;
    MiStoreValues, "type", "", "Kind of detail", Transport, 0, 0, None, Keep, Plain, "How the detail is written.", "", B, 9;
    MiStoreValues, "value", "", "Other detail", Interaction, 2, 1, None, Mask, Plain, "Detail under the name beside it.", "Apps decide what they put here.", B, 9;
    MiStoreValues, "view_id", "", "Part of screen", Interaction, 2, 0, None, Mask, Plain, "Button or other part of the screen.", "It shows what you did in the app.", B, 9;
    MiStoreValues, "view_leave_time", "", "Part left", Time, 1, 1, None, Relative, Milliseconds, "When that part of the screen was no longer shown.", "Times of use add up to a daily rhythm.", B, 9;
    MiStoreValues, "view_show_time", "", "Part shown", Time, 1, 1, None, Relative, Milliseconds, "When that part of the screen was shown.", "Times of use add up to a daily rhythm.", B, 9;
    Mistat, "app_channel", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 20;
    Mistat, "app_crash_time", "", "Time of crash", Time, 1, 1, None, Relative, Milliseconds, "When the app crashed.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "app_id", "", "App number", DeviceProfile, 0, 0, None, Keep, Plain, "Number of the app at Xiaomi.", "", B, 20;
    Mistat, "app_key", "", "App key", Transport, 0, 0, None, Drop, Plain, "Key of the app. Together with other fields of this form it opens the packed events.", "", B, 20;
    Mistat, "app_package", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "Name of the app in its store.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "app_start_time", "", "Start before crash", Time, 1, 1, None, Relative, Milliseconds, "When the app that crashed was started.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "app_version", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 20;
    Mistat, "auto_end", "", "Closed by itself", Transport, 0, 0, None, Keep, Plain, "Whether the end was filled in afterwards.", "", B, 20;
    Mistat, "bc", "", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Branch of the system software: alpha, developer or stable.", "Together with other details it makes you easier to tell apart.", B, 20;
    Mistat, "category", "", "Kind of records", Transport, 0, 0, None, Keep, Plain, "Which kind of records follows, for example sessions, screens or details of the phone.", "", B, 20;
    Mistat, "channel", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 20;
    Mistat, "client_config", "", "Settings of software", Transport, 0, 0, None, Keep, Plain, "Settings of the tracking software, combined into one number.", "", B, 20;
    Mistat, "crash_callstack", "", "Crash trace", Diagnostics, 2, 0, None, Mask, Plain, "Where in the program it crashed. Such texts can contain addresses or file names.", "Such texts can contain page addresses or names of files by accident.", B, 20;
    Mistat, "crash_exception_desc", "", "Crash message", Diagnostics, 2, 0, None, Mask, Plain, "Message of the error. Such texts can contain addresses or file names.", "Such texts can contain page addresses or names of files by accident.", B, 20;
    Mistat, "crash_exception_type", "", "Kind of crash", Diagnostics, 1, 0, None, Keep, Plain, "Technical kind of the error.", "Crashes show which parts of an app you used.", B, 20;
    Mistat, "device_id", "", "Device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Computed from the phone’s hardware numbers, or a random number of the installation where the app may not read those.", "Where it comes from hardware numbers, clearing the app’s data does not change it.", B, 20, if DeviceNumber;
    Mistat, "device_id", "", "Install ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this installation, as the kind beside it says.", "It links all records of this installation.", B, 20, "id_type" is "0";
    Mistat, "device_id", "", "Device ID, Chinese systems", HardwareId, 0, 4, Some(Persistence::FactoryReset), Placeholder, Plain, "Checksum of IMEI, Android ID and serial number together, as the kind beside it says.", "Clearing the app’s data does not change it.", B, 20, "id_type" is "1";
    Mistat, "device_id", "", "Device ID, international systems", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, as the kind beside it says. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 21, "id_type" is "2";
    Mistat, "device_id_tv", "", "Device ID of TV", HardwareId, 0, 4, Some(Persistence::FactoryReset), Placeholder, Plain, "Device ID of a Mi TV.", "Clearing the app’s data does not change it.", B, 20;
    Mistat, "device_model", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 20;
    Mistat, "device_os", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Name and version of the operating system.", "Together with other details it makes you easier to tell apart.", B, 20;
    Mistat, "device_uuid", "", "Device ID in reports", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Device ID that goes with crash and network reports.", "Where it comes from hardware numbers, clearing the app’s data does not change it.", B, 20, if DeviceNumber;
    Mistat, "end", "", "End", Time, 1, 1, None, Relative, Milliseconds, "When it ended.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "endTS", "", "Newest record", Time, 1, 1, None, Relative, Milliseconds, "Time of the newest record in this batch.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "env", "", "Network in use", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Network at that time.", "Changes of network show when you are at home and when you travel.", B, 20;
    Mistat, "id_type", "", "Kind of device ID", Transport, 0, 0, None, Keep, Plain, "What the device ID was made from: 0 means a random number, 1 and 2 mean hardware numbers.", "", B, 20;
    Mistat, "index", "", "Screens by name", Interaction, 2, 0, None, Mask, Plain, "Names of the screens that you visited.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "interval", "", "Upload interval", Transport, 0, 0, None, Keep, Milliseconds, "How often records are uploaded.", "", B, 20;
    Mistat, "key", "", "Name of record", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of an event, a screen or a detail of the phone.", "The value beside it says what happened.", B, 20;
    Mistat, "manual", "", "Reported by hand", Transport, 0, 0, None, Keep, Plain, "Apparently whether the app reported the error itself.", "", B, 20;
    Mistat, "mistatv", "", "MiStat format version", Transport, 0, 0, None, KeepVersion, Plain, "Version of the body that MiStat sends.", "", B, 20;
    Mistat, "name", "", "Name of screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that was shown, by its name in the code.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "net_value", "", "Network report", Browsing, 3, 2, None, Drop, Plain, "Addresses that the app asked for, with times and errors. Unless the app changes that, they end before the question mark.", "Addresses show what you looked at.", B, 20;
    Mistat, "network", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at the upload.", "Changes of network show when you are at home and when you travel.", B, 20;
    Mistat, "network_tv", "", "Network of TV", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network of a Mi TV.", "Changes of network show when you are at home and when you travel.", B, 20;
    Mistat, "package_name", "", "App that asks", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "App that asks in which experiments on users it takes part.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "policy", "", "Upload policy", Transport, 0, 0, None, Keep, Plain, "Number of the rule by which records are uploaded.", "", B, 20;
    Mistat, "sdk_version", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of MiStat.", "", B, 20;
    Mistat, "sign", "", "Checksum of form", Transport, 0, 1, None, Drop, Plain, "Checksum over all fields. It lets others test guesses about hidden values.", "Whoever guesses a hidden value can check the guess with it.", B, 20;
    Mistat, "size", "", "Number of records", Transport, 0, 0, None, Keep, Plain, "How many records were packed.", "", B, 20;
    Mistat, "source", "", "Screens in order", Interaction, 2, 0, None, Mask, Plain, "Apparently where each visited screen was opened from.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "start", "", "Start", Time, 1, 1, None, Relative, Milliseconds, "When it began.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "startTS", "", "Oldest record", Time, 1, 1, None, Relative, Milliseconds, "Time of the oldest record in this batch.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "stat_value", "", "Packed MiStat events", Transport, 4, 4, None, Drop, Plain, "Events of Xiaomi’s own statistics software MiStat. The key can be computed from the same request.", "Encrypted as it looks, anybody who has the request can open it.", B, 20;
    Mistat, "time", "", "Time of network report", Time, 1, 1, None, Relative, Milliseconds, "When the network report was made.", "Times of use add up to a daily rhythm.", B, 20;
    Mistat, "type", "", "Kind of value", Transport, 0, 0, None, Keep, Plain, "Whether the record is an event, a count, a number or a detail of the phone.", "", B, 20;
    Mistat, "value", "", "Value of record", Interaction, 2, 0, None, Mask, Plain, "What the app recorded under the name beside it.", "Apps put searches and page addresses here.", B, 20;
    Mistat, "values", "", "Path through app", Interaction, 2, 0, None, Mask, Plain, "Path through the screens of the app, as numbers of their names.", "It shows which parts of the app you use and for how long.", B, 20;
    Mistat, "version", "", "App version, reported", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app that sent this.", "", B, 20;
    MistatBasic, "key", "", "Name of detail", Transport, 0, 0, None, Keep, Plain, "Name of a detail of the phone.", "", B, 93;
    MistatBasic, "type", "", "Kind of detail", Transport, 0, 0, None, Keep, Plain, "Says that this is a detail of the phone.", "", B, 93;
    MistatBasic, "value", "", "Other detail", DeviceProfile, 1, 1, None, Mask, Plain, "Detail of the phone under the name beside it.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "OS", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of Android.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "UEP", "Consent to be tracked", Interaction, 1, 0, None, Keep, Plain, "Whether you take part in the “user experience program”: yes, no, or not a Xiaomi system.", "Where it says “no”, this was sent although you declined.", B, 93;
    MistatBasic, "value", "android_id_md5", "Checksum of Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Checksum of the Android ID. It recognizes the phone as well as the number itself.", "It stays the same until the phone is reset to factory settings.", B, 93, if SigningKey;
    MistatBasic, "value", "bc", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Branch of the system software: alpha, developer or stable.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "carrier_name", "Mobile operator", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Name of your mobile operator.", "It hints at where you live.", B, 93;
    MistatBasic, "value", "channel", "System’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Distribution channel of the system software.", "", B, 93;
    MistatBasic, "value", "device_id", "Device ID", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Device ID that Chinese systems compute from hardware numbers.", "Where it comes from hardware numbers, clearing the app’s data does not change it.", B, 93, if DeviceNumber;
    MistatBasic, "value", "device_name", "Device code name", DeviceProfile, 0, 2, None, Mask, Plain, "Code name of the phone model.", "The rarer it is, the easier you are to single out.", B, 93;
    MistatBasic, "value", "foreground_package", "Apps in use", Interaction, 3, 1, None, Drop, Plain, "Names of the apps that were on the screen. Only old Android versions allow to read them.", "The apps on a phone can show health, faith, money and love life.", B, 93;
    MistatBasic, "value", "imei_md5", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Only Chinese systems send it; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 95;
    MistatBasic, "value", "installed_package", "All your apps", Interaction, 4, 3, Some(Persistence::Install), Drop, Plain, "List of all apps on your phone, if the app around the tracking software asks for it. Later versions do not send it.", "The apps on a phone can show health, faith, money and love life.", B, 93;
    MistatBasic, "value", "locale", "Language", DeviceProfile, 1, 1, None, Base, Plain, "Language and country that the phone is set to.", "It can hint at where you come from.", B, 93;
    MistatBasic, "value", "mac_md5", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address; only Chinese systems send it. Since Android 10 only system apps see the phone’s own, others one for each network.", "The phone’s own address stays the same even after a factory reset.", B, 96, if WifiAddress;
    MistatBasic, "value", "mcc", "Country of network", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Country code of your mobile network.", "It hints at the country you are in.", B, 93;
    MistatBasic, "value", "mi", "International system", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the system software is the international one.", "", B, 93;
    MistatBasic, "value", "mistat_dau", "Daily mark", Time, 1, 0, None, Keep, Plain, "Says that the app was used on this day.", "Times of use add up to a daily rhythm.", B, 93;
    MistatBasic, "value", "mistat_dau_dummy", "Daily mark, second", Time, 1, 0, None, Keep, Plain, "Apparently says that the app ran on this day.", "Times of use add up to a daily rhythm.", B, 93;
    MistatBasic, "value", "miui_imei_md5", "Checksum of IMEI, MIUI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI as the system software computes it. Only Chinese systems send it; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 95;
    MistatBasic, "value", "model", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 93;
    MistatBasic, "value", "network", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network on this day.", "Changes of network show when you are at home and when you travel.", B, 93;
    MistatBasic, "value", "new", "First use", Interaction, 0, 0, None, Keep, Plain, "Says that the app was used for the first time.", "", B, 93;
    MistatBasic, "value", "operator", "Operator code", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Number of your mobile operator, with its country.", "It hints at where you live.", B, 93;
    MistatBasic, "value", "real_model", "Phone model, real", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone where the system hides it.", "The rarer it is, the easier you are to single out.", B, 93;
    MistatBasic, "value", "region", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to.", "It hints at where you live.", B, 93;
    MistatBasic, "value", "resolution", "Screen size", DeviceProfile, 0, 1, None, Mask, Plain, "Size of the screen in pixels.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "sd", "Storage card", DeviceProfile, 0, 1, None, Keep, Plain, "Apparently which kind of storage the phone has.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "serial_num_md5", "Checksum of serial number", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the phone’s serial number. Only Chinese systems send it; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 94;
    MistatBasic, "value", "ui_version", "System name", DeviceProfile, 0, 1, None, Major, Plain, "Version of Xiaomi’s system software.", "Together with other details it makes you easier to tell apart.", B, 93;
    MistatBasic, "value", "upgrade", "App was updated", Interaction, 0, 0, None, Keep, Plain, "Says that the app was updated, and from which version.", "", B, 93;
    MistatBasic, "value", "version", "Exact system build", DeviceProfile, 0, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system.", "The rarer it is, the easier you are to single out.", B, 93;
    Mistat3, "aa", "", "Xiaomi advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Xiaomi’s own advertising ID of the phone.", "Apps that ask Xiaomi’s system for it see the same ID.", B, 12;
    Mistat3, "ac", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 12;
    Mistat3, "ai", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID in plain text.", "It stays the same until the phone is reset to factory settings.", B, 12, if SigningKey;
    Mistat3, "aii", "", "Install ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this installation. It is meant to change after 90 days without use.", "It links all records of this installation.", B, 12, if NinetyDays;
    Mistat3, "av", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 12;
    Mistat3, "bm", "", "Checksum of serial number", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the phone’s serial number. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3, "cc", "", "Settings of software", Transport, 0, 0, None, Keep, Plain, "Settings of the tracking software, combined into one number.", "", B, 12;
    Mistat3, "cs", "", "Settings of app parts", Transport, 0, 0, None, Keep, Plain, "Settings of parts of the app, each combined into one number.", "", B, 12;
    Mistat3, "e", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened. Names with mistat_ at the beginning come from the tracking software itself.", "It shows what you did in the app.", B, 12;
    Mistat3, "eg", "", "Group of event", Transport, 0, 0, None, KeepIfKnown, Plain, "Group that the event belongs to.", "", B, 12;
    Mistat3, "eid", "", "Record number", Transport, 0, 0, Some(Persistence::Event), Drop, Plain, "Number of the record in the phone’s own store.", "", B, 12;
    Mistat3, "ia", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3, "ib", "", "Checksum of second IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the second IMEI of a phone for two SIM cards. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3, "id", "", "Device ID from Xiaomi", DeviceId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "ID that Xiaomi’s server gave out in exchange for hardware numbers, or the install ID.", "It replaces the phone’s hardware numbers.", B, 12, if Reissued;
    Mistat3, "mcm", "", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address; empty on international phones. Since Android 10 only system apps see the phone’s own, others one for each network.", "The phone’s own address stays the same even after a factory reset.", B, 15, if WifiAddress;
    Mistat3, "md", "", "Checksum of MEID", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the MEID, a hardware number of phones for older networks. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3, "mm", "", "Wi-Fi address checksum", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address, sent to get a device ID. Since Android 10 only system apps see the phone’s own one.", "The phone’s own address stays the same even after a factory reset.", B, 15, if WifiAddress;
    Mistat3, "n", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at the upload.", "Changes of network show when you are at home and when you travel.", B, 12;
    Mistat3, "oa", "", "Chinese advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Advertising ID of phones sold in China.", "Any app that asks may read the same ID, unless you turned it off.", B, 12, if ChineseAdvertising;
    Mistat3, "ob", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system. In stable builds its last letters give the Android version, model, region and operator.", "The rarer it is, the easier you are to single out.", B, 16;
    Mistat3, "os", "", "System name", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the operating system.", "", B, 12;
    Mistat3, "pp", "", "Upload policy", Transport, 0, 0, None, Keep, Plain, "Rule by which records are uploaded.", "", B, 12;
    Mistat3, "rc", "", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Branch of the system software: A alpha, D developer, S stable.", "Together with other details it makes you easier to tell apart.", B, 12;
    Mistat3, "rd", "", "Network operator code", NetworkPlace, 2, 1, Some(Persistence::Sim), Mask, Plain, "Code of your mobile operator with its country, one for each SIM card.", "It hints at where you live.", B, 12;
    Mistat3, "st", "", "Time of upload", Time, 1, 1, None, Relative, Milliseconds, "When the records were sent, corrected by the server’s clock.", "Times of use add up to a daily rhythm.", B, 12;
    Mistat3, "tp", "", "Type of event", Transport, 0, 0, None, Keep, Plain, "Whether this is an action, a sign-in or a note about you.", "", B, 12;
    Mistat3, "ts", "", "Exact time", Time, 1, 1, None, Relative, Milliseconds, "When it happened.", "Times of use add up to a daily rhythm.", B, 12;
    Mistat3, "tz", "", "Time zone", NetworkPlace, 1, 1, None, Mask, Plain, "Name of your time zone.", "It hints at where you are.", B, 12;
    Mistat3, "ud", "", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app set for you, if any.", "It follows you to every device on which you sign in.", B, 12;
    Mistat3Form, "ai", "", "App number", DeviceProfile, 0, 0, None, Keep, Plain, "Number of the app at Xiaomi. Inside the encrypted records the same name means the Android ID.", "", B, 12;
    Mistat3Form, "av", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 12;
    Mistat3Form, "fc", "", "Kind of encryption", Transport, 0, 0, None, Keep, Plain, "1 means that the key is in this request, 0 that it was agreed with the server before.", "", B, 12;
    Mistat3Form, "gzip", "", "Packing method", Transport, 0, 0, None, Keep, Plain, "Whether the data is packed.", "", B, 12;
    Mistat3Form, "m", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 12;
    Mistat3Form, "p", "", "Encrypted records", Transport, 4, 4, None, Drop, Plain, "The encrypted usage records. Where the kind of encryption is 1, anybody who has the request can open them.", "Encrypted as it looks, often anybody who has the request can open it.", B, 12;
    Mistat3Form, "pv", "", "Protocol version", Transport, 0, 0, None, KeepVersion, Plain, "Version of the protocol of MiStat 3.", "", B, 12;
    Mistat3Form, "rc", "", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Branch of the system software: A alpha, D developer, S stable.", "Together with other details it makes you easier to tell apart.", B, 12;
    Mistat3Form, "rg", "", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to.", "It hints at where you live.", B, 12;
    Mistat3Form, "sid", "", "Encryption key ID", InstallId, 1, 2, Some(Persistence::Session), Drop, Plain, "Number of the key. Where the kind of encryption is 1, it contains the key itself and when the app was started.", "It links uploads, and may open the records.", B, 12;
    Mistat3Form, "skey_rsa", "", "Encrypted key", Transport, 0, 1, None, Drop, Plain, "New key, encrypted so that only the server can read it.", "While it is in use it links uploads.", B, 12;
    Mistat3Form, "sn", "", "Checksum of form", Transport, 0, 1, None, Drop, Plain, "Checksum over all fields and a key of the app.", "Whoever knows the app’s key can check guesses about hidden values with it.", B, 12;
    Mistat3Form, "sv", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of MiStat.", "", B, 12;
    Mistat3Form, "t", "", "Kind of settings", Transport, 0, 0, None, Keep, Plain, "Apparently which settings are asked for.", "", B, 12;
    Mistat3Values, "aa", "mistat_dau", "Xiaomi advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Xiaomi’s own advertising ID of the phone.", "Apps that ask Xiaomi’s system for it see the same ID.", B, 12;
    Mistat3Values, "ai", "mistat_dau", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID in plain text.", "It stays the same until the phone is reset to factory settings.", B, 12, if SigningKey;
    Mistat3Values, "bm", "mistat_dau", "Checksum of serial number", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the phone’s serial number. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3Values, "bs", "mistat_dau", "Second checksum of serial", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the phone’s serial number, computed in another way. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3Values, "bt", "mistat_pa", "Screen opened", Time, 1, 1, None, Relative, Milliseconds, "When you opened the screen.", "Times of use add up to a daily rhythm.", B, 12;
    Mistat3Values, "dt", "mistat_net_monitor", "Duration of request", Diagnostics, 0, 0, None, Keep, Plain, "How long the request took, in milliseconds.", "", B, 12;
    Mistat3Values, "ecn", "mistat_net_monitor", "Network error", Diagnostics, 0, 0, None, Keep, Plain, "Name of the error.", "", B, 12;
    Mistat3Values, "ek", "mistat_app_exception", "Number of crash", Transport, 0, 0, None, Keep, Plain, "Apparently a number under which equal crashes are gathered.", "", B, 12;
    Mistat3Values, "em", "mistat_app_exception", "Crash message", Diagnostics, 1, 0, None, Mask, Plain, "Message of the error. It can contain addresses or file names.", "Such texts can contain page addresses or names of files by accident.", B, 12;
    Mistat3Values, "et", "mistat_app_exception", "Handled or not", Transport, 0, 0, None, Keep, Plain, "Whether the app handled the error.", "", B, 12;
    Mistat3Values, "et", "mistat_pa", "Screen left", Time, 1, 1, None, Relative, Milliseconds, "When you left the screen.", "Times of use add up to a daily rhythm.", B, 12;
    Mistat3Values, "ets", "mistat_page_monitor", "End", Time, 1, 0, None, Mask, Plain, "Apparently the end of the time that this record is about.", "It shows when you used the app.", B, 2;
    Mistat3Values, "fo", "mistat_dau", "First use", Interaction, 0, 0, None, Keep, Plain, "Whether the app was opened for the first time.", "", B, 12;
    Mistat3Values, "i1", "mistat_dau", "Second checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, computed in another way. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3Values, "i2", "mistat_dau", "Second checksum, second IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the second IMEI, computed in another way. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3Values, "ia", "mistat_dau", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3Values, "ib", "mistat_dau", "Checksum of second IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the second IMEI of a phone for two SIM cards. Empty on international phones; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 14;
    Mistat3Values, "ii", "mistat_dau", "Install ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Random number of this installation. It is meant to change after 90 days without use.", "It links all records of this installation.", B, 12, if NinetyDays;
    Mistat3Values, "mcm", "mistat_dau", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address; empty on international phones. Since Android 10 only system apps see the phone’s own, others one for each network.", "The phone’s own address stays the same even after a factory reset.", B, 15, if WifiAddress;
    Mistat3Values, "mcs", "mistat_dau", "Second checksum of Wi-Fi", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Second checksum of the Wi-Fi address; empty on international phones. Since Android 10 only system apps see the phone’s own, others one for each network.", "The phone’s own address stays the same even after a factory reset.", B, 15, if WifiAddress;
    Mistat3Values, "md", "mistat_dau", "Checksum of MEID", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the MEID, a hardware number of phones for older networks. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3Values, "mi_av", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app at the time of the event.", "", B, 12;
    Mistat3Values, "mi_m", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 12;
    Mistat3Values, "mi_mf", "", "Maker", DeviceProfile, 0, 0, None, Keep, Plain, "Maker of the phone.", "", B, 12;
    Mistat3Values, "mi_n", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at the time of the event.", "Changes of network show when you are at home and when you travel.", B, 12;
    Mistat3Values, "mi_ob", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system at the time of the event.", "The rarer it is, the easier you are to single out.", B, 12;
    Mistat3Values, "mi_os", "", "System name", DeviceProfile, 0, 0, None, Keep, Plain, "Name of the operating system.", "", B, 12;
    Mistat3Values, "mi_ov", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of the operating system.", "Together with other details it makes you easier to tell apart.", B, 12;
    Mistat3Values, "mi_rd", "", "Network operator code", NetworkPlace, 2, 1, Some(Persistence::Sim), Mask, Plain, "Code of your mobile operator with its country.", "It hints at where you live.", B, 12;
    Mistat3Values, "mi_sai", "", "Part of app", Transport, 0, 0, None, Keep, Plain, "Number of a part of the app that reports on its own.", "", B, 12;
    Mistat3Values, "mi_sv", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of MiStat.", "", B, 12;
    Mistat3Values, "ms", "mistat_dau", "Second checksum of MEID", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the MEID, computed in another way. Empty on international phones; since Android 10 only system apps read it.", "It stays the same as long as the phone exists, even after a factory reset.", B, 13;
    Mistat3Values, "nf", "mistat_net_monitor", "Bytes transferred", Diagnostics, 1, 0, None, Round, Plain, "How much was transferred.", "Sizes can show which page it was.", B, 12;
    Mistat3Values, "oa", "mistat_dau", "Chinese advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Advertising ID of phones sold in China.", "Any app that asks may read the same ID, unless you turned it off.", B, 12, if ChineseAdvertising;
    Mistat3Values, "od", "mistat_dau", "Old device ID", DeviceId, 0, 3, Some(Persistence::Depends), Placeholder, Plain, "Device ID that the older MiStat used. It is not the Chinese advertising ID.", "It links these records to those of the older software.", B, 12, if DeviceNumber;
    Mistat3Values, "pc", "mistat_page_monitor", "Second page number", Diagnostics, 0, 0, None, Keep, Plain, "One of two numbers about pages of the app. What it counts is not known here.", "", B, 2;
    Mistat3Values, "pg", "mistat_pa", "Name of screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that was shown, by its name in the code.", "It shows which parts of the app you use and for how long.", B, 12;
    Mistat3Values, "pvr", "mistat_app_update", "Version before", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app before the update.", "", B, 12;
    Mistat3Values, "rc", "mistat_net_monitor", "Answer code", Diagnostics, 0, 0, None, Keep, Plain, "How the server answered.", "", B, 12;
    Mistat3Values, "rc", "mistat_page_monitor", "First page number", Diagnostics, 0, 0, None, Keep, Plain, "One of two numbers about pages of the app. What it counts is not known here.", "", B, 2;
    Mistat3Values, "sk", "mistat_app_exception", "Crash trace", Diagnostics, 1, 0, None, Mask, Plain, "Where in the program it crashed.", "Such texts can contain page addresses or names of files by accident.", B, 12;
    Mistat3Values, "sts", "mistat_page_monitor", "Beginning", Time, 1, 0, None, Mask, Plain, "Apparently the beginning of the time that this record is about.", "It shows when you used the app.", B, 2;
    Mistat3Values, "ud", "mistat_signin", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app named to its tracking software.", "It follows you to every device on which you sign in.", B, 12;
    Mistat3Values, "ud", "mistat_signout", "Account left", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Account that the app took back from its tracking software.", "It follows you to every device on which you sign in.", B, 12;
    Mistat3Values, "ur", "mistat_net_monitor", "Requested address", Browsing, 3, 2, None, Url, Url, "Address that the app asked for.", "Addresses show what you looked at.", B, 12;
    Mistat3Values, "va", "mistat_dau", "ID for one maker", DeviceId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "ID that is the same for all apps of one maker on the phone.", "It links what you do in different apps of one maker.", B, 12, if Vendor;
    Mistat3Values, "ve", "mistat_delete_event", "Free text", Content, 3, 1, None, Mask, Plain, "Text that the app recorded as it is.", "Nobody but the app’s maker knows what such texts contain.", B, 12;
    MiuiActive, "android_id", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID in plain text.", "It stays the same until the phone is reset to factory settings.", B, 24, if SigningKey;
    MiuiActive, "curloc", "", "Encrypted position", PreciseLocation, 3, 0, None, Drop, Plain, "Apparently a rough position, encrypted with a key that is sent beside it in a form for the server alone.", "It can show where you were.", B, 24;
    MiuiActive, "customized", "", "Hidden apps", Interaction, 2, 0, None, Keep, Plain, "Apparently whether apps are hidden on the phone. Only some models send it.", "Hiding an app is a choice that you may want to keep to yourself.", B, 24;
    MiuiActive, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 28;
    MiuiActive, "imsi", "", "Checksums of IMEIs", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksums of all IMEIs of the phone, although the name says SIM number. Since Android 10 only system apps can read them.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 28;
    MiuiActive, "isbind", "", "Cloud services in use", Interaction, 2, 1, None, Mask, Plain, "Number that adds up which services of your Xiaomi account are on, such as sync of contacts, messages, call log and browser.", "It shows what of your life is stored with Xiaomi.", B, 24;
    MiuiActive, "language", "", "Language", DeviceProfile, 1, 1, None, Base, Plain, "Language that the phone is set to.", "It can hint at where you come from.", B, 24;
    MiuiActive, "mac", "", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address. Since Android 10 only system apps see the phone’s own, others one made up for each network.", "The phone’s own address stays the same even after a factory reset.", B, 27, if WifiAddress;
    MiuiActive, "mcc", "", "Country of network", NetworkPlace, 1, 1, None, Mask, Plain, "Country code of the mobile network in reach.", "It hints at the country you are in.", B, 24;
    MiuiActive, "radio", "", "Network operator code", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Code of the mobile network in use, with its country.", "It hints at the country you are in.", B, 24;
    MiuiActive, "radio2", "", "Second network operator code", NetworkPlace, 1, 1, Some(Persistence::Sim), Mask, Plain, "Code of the mobile network that the second SIM card uses, with its country.", "It hints at the country you are in.", B, 24;
    MiuiActive, "rams", "", "RAM", DeviceProfile, 0, 1, None, Mask, Plain, "How much RAM the phone has.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiActive, "real_model", "", "Phone model, real", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone where the system hides it.", "The rarer it is, the easier you are to single out.", B, 24;
    MiuiActive, "region", "", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to.", "It hints at where you live.", B, 24;
    MiuiActive, "roms", "", "Storage", DeviceProfile, 0, 1, None, Mask, Plain, "How much storage the phone has.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiActive, "ul", "", "Log upload setting", Interaction, 1, 0, None, Keep, Plain, "Whether the setting to upload logs is on: 1 means yes, 0 no.", "The wish itself is one more detail that sets you apart.", B, 24;
    MiuiActive, "uuid", "", "Checksum, IMEI and Wi-Fi", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the IMEI and the Wi-Fi address together. Since Android 10 only system apps read the phone’s own ones.", "The phone’s own numbers stay the same even after a factory reset.", B, 25, if WifiAddress;
    MiuiAnalytics, "aaid", "", "Xiaomi advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Xiaomi’s own advertising ID of the phone.", "Apps that ask Xiaomi’s system for it see the same ID.", B, 24;
    MiuiAnalytics, "android", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of Android.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiAnalytics, "bn", "", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Apparently the kind of system build, for example stable or developer.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiAnalytics, "cv", "", "Version of sender", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of MIUI Analytics.", "", B, 24;
    MiuiAnalytics, "device", "", "Device code name", DeviceProfile, 0, 2, None, Mask, Plain, "Code name of the phone model.", "The rarer it is, the easier you are to single out.", B, 24;
    MiuiAnalytics, "eventTime", "", "Exact time", Time, 1, 1, None, Relative, Milliseconds, "When it happened by the phone’s clock.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiAnalytics, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Outside China sent only on request; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 26;
    MiuiAnalytics, "key", "", "Kind of record", Transport, 0, 0, None, KeepIfKnown, Plain, "Name of the stream that the record belongs to, for example the daily use of apps.", "", B, 24;
    MiuiAnalytics, "key", "", "Stream about advertising ID", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about the advertising ID. What is in its records is not known here.", "", B, 24, "key" is "analytics_aaid";
    MiuiAnalytics, "key", "", "Daily state of phone", Interaction, 2, 0, None, Keep, Plain, "Says that this record contains IDs and settings of the phone.", "The values in it recognize the phone.", B, 24, "key" is "analytics_active";
    MiuiAnalytics, "key", "", "Newer state of phone", Interaction, 2, 0, None, Keep, Plain, "Says that this record contains IDs and settings of the phone, in a newer form.", "The values in it recognize the phone.", B, 24, "key" is "analytics_activev2";
    MiuiAnalytics, "key", "", "Stream about faults", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about faults. What is in its records is not known here.", "", B, 24, "key" is "analytics_bugreport";
    MiuiAnalytics, "key", "", "Stream about location", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about location. What is in its records is not known here.", "", B, 24, "key" is "analytics_loc";
    MiuiAnalytics, "key", "", "Stream about monitoring", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about monitoring. What is in its records is not known here.", "", B, 24, "key" is "analytics_monitor";
    MiuiAnalytics, "key", "", "Stream about near stores", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about stores nearby. What is in its records is not known here.", "", B, 24, "key" is "analytics_neareststores";
    MiuiAnalytics, "key", "", "Stream about network traffic", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about network traffic. What is in its records is not known here.", "", B, 24, "key" is "analytics_netflow";
    MiuiAnalytics, "key", "", "Stream about registration", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about registering the phone. What is in its records is not known here.", "", B, 24, "key" is "analytics_registerdevice";
    MiuiAnalytics, "key", "", "Stream about scanned places", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about places that were scanned. What is in its records is not known here.", "", B, 24, "key" is "analytics_scanedspot";
    MiuiAnalytics, "key", "", "Stream about scenes", Transport, 0, 0, None, Keep, Plain, "Name of a stream that is apparently about scenes. What is in its records is not known here.", "", B, 24, "key" is "analytics_scene";
    MiuiAnalytics, "key", "", "App use by second", Interaction, 2, 0, None, Keep, Plain, "Says that this record shows which app came to the screen in which second. International systems send it only while log upload is on.", "The apps on a phone can show health, faith, money and love life.", B, 24, "key" is "analytics_sequence";
    MiuiAnalytics, "key", "", "Newer use by second", Interaction, 2, 0, None, Keep, Plain, "Says that this record shows which app came to the screen in which second, in a newer form.", "The apps on a phone can show health, faith, money and love life.", B, 24, "key" is "analytics_sequencev2";
    MiuiAnalytics, "key", "", "Daily app use", Interaction, 2, 0, None, Keep, Plain, "Says that this record contains the apps used on a day and those installed. International systems send it only while log upload is on.", "The apps on a phone can show health, faith, money and love life.", B, 24, "key" is "analytics_usage";
    MiuiAnalytics, "key", "", "Newer daily use", Interaction, 2, 0, None, Keep, Plain, "Says that this record contains the apps used on a day, by the hour, and those installed.", "The apps on a phone can show health, faith, money and love life.", B, 24, "key" is "analytics_usagev2";
    MiuiAnalytics, "lang", "", "Language", DeviceProfile, 1, 1, None, Base, Plain, "Language that the phone is set to.", "It can hint at where you come from.", B, 24;
    MiuiAnalytics, "mac", "", "Checksum of Wi-Fi address", HardwareId, 0, 4, Some(Persistence::Depends), Placeholder, Plain, "Checksum of the Wi-Fi address; outside China sent only on request. Since Android 10 only system apps see the phone’s own.", "The phone’s own address stays the same even after a factory reset.", B, 27, if WifiAddress;
    MiuiAnalytics, "mi", "", "International system", DeviceProfile, 0, 0, None, Keep, Plain, "Whether the system software is the international one.", "", B, 24;
    MiuiAnalytics, "miui", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system.", "The rarer it is, the easier you are to single out.", B, 24;
    MiuiAnalytics, "model", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 24;
    MiuiAnalytics, "n", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Number of the kind of network.", "Changes of network show when you are at home and when you travel.", B, 24;
    MiuiAnalytics, "nonce", "", "Random text", Transport, 0, 0, None, Drop, Plain, "Random text that makes every form different.", "", B, 24;
    MiuiAnalytics, "pk", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "App that the record is about.", "It shows which parts of the app you use and for how long.", B, 24;
    MiuiAnalytics, "product", "", "Product name", DeviceProfile, 0, 2, None, Mask, Plain, "Product name of the phone in its software.", "The rarer it is, the easier you are to single out.", B, 24;
    MiuiAnalytics, "region", "", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to.", "It hints at where you live.", B, 24;
    MiuiAnalytics, "retryCnt", "", "Attempts to send", Transport, 0, 0, None, Keep, Plain, "How often it was tried to send this record.", "", B, 24;
    MiuiAnalytics, "sender", "", "Reporting app", Transport, 0, 0, None, Keep, Plain, "App that sends the records for others.", "", B, 24;
    MiuiAnalytics, "sid", "", "Session ID", InstallId, 0, 2, Some(Persistence::Session), Placeholder, Plain, "Number of one session.", "It links what you did in one session.", B, 24;
    MiuiAnalytics, "sign", "", "Checksum of form", Transport, 0, 1, None, Drop, Plain, "Checksum over all fields. It lets others test guesses about hidden values.", "Whoever guesses a hidden value can check the guess with it.", B, 24;
    MiuiAnalytics, "sn", "", "Record number", Transport, 0, 1, Some(Persistence::Event), Drop, Plain, "Running number of the record.", "Gaps show how much else was recorded.", B, 24;
    MiuiAnalytics, "ts", "", "Time of form", Time, 1, 1, None, Relative, Milliseconds, "When the form was made.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiAnalytics, "userid", "", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "Apparently the number of your Xiaomi account.", "It follows you to every device on which you sign in.", B, 24;
    MiuiAnalytics, "value", "", "Packed records", Transport, 4, 4, None, Drop, Plain, "The packed usage records. Whoever has this text can read everything below.", "Nothing in it is encrypted.", B, 24;
    MiuiAnalytics, "x", "", "Google advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Google’s advertising ID, the same for all apps.", "Any app that asks may read the same ID, unless you deleted it.", B, 24;
    MiuiAnalytics, "y", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID in plain text.", "It stays the same until the phone is reset to factory settings.", B, 24, if SigningKey;
    MiuiAnalytics, "z", "", "Random device ID", InstallId, 0, 3, Some(Persistence::Install), Placeholder, Plain, "Apparently a random number made up for the phone or the app.", "It links all records of this installation.", B, 24;
    MiuiTracks, "_app_", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "Name of the app that reports.", "It shows which parts of the app you use and for how long.", B, 30;
    MiuiTracks, "_di_", "", "Part of IMEI checksum", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Part of a checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 31;
    MiuiTracks, "_ei_", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened.", "It shows what you did in the app.", B, 30;
    MiuiTracks, "_et_", "", "Kind of record", Transport, 0, 0, None, Keep, Plain, "Apparently the kind of record, as a number.", "", B, 30;
    MiuiTracks, "_ett_", "", "Exact time", Time, 1, 1, None, Relative, Milliseconds, "When it happened by the phone’s clock.", "Times of use add up to a daily rhythm.", B, 30;
    MiuiTracks, "_ev_", "", "Value of event", Interaction, 2, 0, None, Mask, Plain, "Number or text that goes with the event.", "Apps decide what they put here.", B, 30;
    MiuiTracks, "_log_event_class_", "", "Place of error", Diagnostics, 1, 0, None, Mask, Plain, "Where in the program an error happened.", "Such texts can contain page addresses or names of files by accident.", B, 30;
    MiuiTracks, "_log_event_message_", "", "Error message", Diagnostics, 1, 0, None, Mask, Plain, "Message of the error.", "Such texts can contain page addresses or names of files by accident.", B, 30;
    MiuiTracks, "_miuiver_", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system.", "The rarer it is, the easier you are to single out.", B, 30;
    MiuiTracks, "_mod_", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 30;
    MiuiTracks, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Since Android 10 only system apps can read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 31;
    MiuiTracks, "s", "", "Checksum of form", Transport, 0, 1, None, Drop, Plain, "Checksum over all fields. It lets others test guesses about hidden values.", "Whoever guesses a hidden value can check the guess with it.", B, 30;
    MiuiTracks, "t", "", "Kind of form", Transport, 0, 0, None, Keep, Plain, "Says that apps of the system report.", "", B, 30;
    MiuiTracks, "value", "", "Packed records", Transport, 4, 4, None, Drop, Plain, "The packed usage records. Whoever has this text can read everything below.", "Nothing in it is encrypted.", B, 30;
    MiuiUsage, "C", "", "Number of starts", Interaction, 2, 0, None, Round, Plain, "How often the app was opened.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiUsage, "P", "", "App used or installed", Interaction, 3, 1, None, Mask, Plain, "App that was used that day, or that is installed, by its name in its store.", "The apps on a phone can show health, faith, money and love life.", B, 29;
    MiuiUsage, "T", "", "Time on screen", Interaction, 2, 0, None, Round, Plain, "How long the app was on the screen, in milliseconds.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiUsage, "e", "", "Came or went", Interaction, 0, 0, None, Keep, Plain, "1 means that the app came to the screen, 2 that it left it.", "", B, 24;
    MiuiUsage, "eot", "", "Start of sequence", Time, 1, 1, None, Drop, Plain, "When the first app of the sequence came to the screen, in seconds.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiUsage, "fit", "", "Installed on", Time, 1, 1, None, Relative, Milliseconds, "When the app was first installed.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiUsage, "its", "", "Time of app list", Time, 0, 0, None, Relative, Milliseconds, "When the list of installed apps was made.", "", B, 24;
    MiuiUsage, "lut", "", "Updated on", Time, 1, 1, None, Relative, Milliseconds, "When the app was last updated.", "Together with other details it makes you easier to tell apart.", B, 24;
    MiuiUsage, "p", "", "App by number", Interaction, 1, 0, None, Keep, Plain, "Which app it was, by its number in the list beside it.", "The apps on a phone can show health, faith, money and love life.", B, 24;
    MiuiUsage, "s", "", "Store of app", Interaction, 1, 0, None, KeepIfKnown, Plain, "App that installed this one, usually a store.", "It shows from where you get apps.", B, 24;
    MiuiUsage, "si", "", "Android level", DeviceProfile, 0, 0, None, Keep, Plain, "Version of Android as a number for programs.", "", B, 24;
    MiuiUsage, "t", "", "Second of change", Time, 1, 1, None, Mask, Plain, "How many seconds after the start of the sequence it happened.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiUsage, "ts", "", "Day of use", Time, 1, 1, None, Relative, Milliseconds, "Day that the use of apps is about.", "Times of use add up to a daily rhythm.", B, 24;
    MiuiUsage, "tz", "", "Time zone", NetworkPlace, 1, 1, None, Mask, Plain, "Your time zone.", "It hints at where you are.", B, 24;
    MiuiUsage, "v", "", "Version number of app", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Number of the version of an installed app.", "", B, 24;
    MiuiUsage, "vn", "", "Version of app", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of an installed app.", "", B, 24;
    Onetrack, "secretKey", "", "Encrypted key", Transport, 0, 1, None, Drop, Plain, "New key, encrypted so that only the server can read it.", "While it is in use it links uploads.", B, 35;
    Onetrack, "sign", "", "Checksum of form", Transport, 0, 1, None, Drop, Plain, "Checksum over all fields. It lets others test guesses about hidden values.", "Whoever guesses a hidden value can check the guess with it.", B, 35;
    OnetrackBody, "app_start", "onetrack_pa", "App start", Interaction, 0, 0, None, Keep, Plain, "Apparently whether the screen was the first after the start.", "", B, 35;
    OnetrackBody, "cached_read_tokens", "model_call", "Size of known input", Interaction, 0, 0, None, Round, Plain, "How much of the text the language model had seen before, in pieces of words.", "", B, 107;
    OnetrackBody, "class", "onetrack_pa", "Name of screen", Interaction, 2, 0, None, Mask, Plain, "Screen of the app that was shown, by its name in the code.", "It shows which parts of the app you use and for how long.", B, 35;
    OnetrackBody, "config_status", "onetrack_dau", "State of settings", Transport, 0, 0, None, Keep, Plain, "Apparently whether the software has received its settings.", "", B, 35;
    OnetrackBody, "crashtime", "onetrack_bug_report", "Time of crash", Time, 1, 1, None, Relative, Milliseconds, "When the app crashed.", "Times of use add up to a daily rhythm.", B, 35;
    OnetrackBody, "cur_ver_code", "onetrack_upgrade", "New version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app after the update.", "", B, 35;
    OnetrackBody, "duration", "onetrack_pa", "Time on screen", Interaction, 2, 0, None, Round, Plain, "How long you stayed on the screen.", "It shows which parts of the app you use and for how long.", B, 35;
    OnetrackBody, "exception", "onetrack_bug_report", "Crash trace", Diagnostics, 2, 0, None, Mask, Plain, "Where in the program it crashed. Such texts can contain addresses or file names.", "Such texts can contain page addresses or names of files by accident.", B, 35;
    OnetrackBody, "feature", "onetrack_bug_report", "Mark of crash", Diagnostics, 0, 0, None, Keep, Plain, "Apparently a short mark under which equal crashes are gathered.", "", B, 35;
    OnetrackBody, "files_changed", "agent_request", "Files changed", Interaction, 1, 0, None, Round, Plain, "How many files were changed.", "It shows how much you worked, and on how much.", B, 107;
    OnetrackBody, "finish_reason", "model_call", "Reason for end", Interaction, 0, 0, None, KeepIfKnown, Plain, "Why the language model stopped writing.", "", B, 107;
    OnetrackBody, "first_open", "onetrack_dau", "First use", Interaction, 0, 0, None, Keep, Plain, "Whether the app was opened for the first time.", "", B, 35;
    OnetrackBody, "imeis", "onetrack_dau", "Checksums of IMEIs", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksums of the IMEIs, the phone’s numbers in mobile networks. Only Chinese systems send them; since Android 10 only system apps read them.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 36;
    OnetrackBody, "imsis", "onetrack_dau", "Checksums of SIM numbers", HardwareId, 0, 4, Some(Persistence::Sim), Placeholder, Plain, "Checksums of the numbers of your SIM cards. Only Chinese systems send them.", "A mobile operator knows to whom a SIM card belongs.", B, 35;
    OnetrackBody, "input_bytes", "tool_call", "Bytes into tool", Interaction, 0, 0, None, Round, Plain, "How many bytes went into the tool.", "", B, 107;
    OnetrackBody, "last_upgrade_time", "onetrack_upgrade", "Time of last update", Time, 1, 1, None, Relative, Milliseconds, "When the app was updated before.", "Together with other details it makes you easier to tell apart.", B, 35;
    OnetrackBody, "last_ver_code", "onetrack_upgrade", "Version number before", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Number of the version before the update.", "", B, 35;
    OnetrackBody, "last_ver_name", "onetrack_upgrade", "Version before", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Name of the version before the update.", "", B, 35;
    OnetrackBody, "latency_ms", "model_call", "Time for answer", Interaction, 0, 0, None, Round, Plain, "How long the answer took, in milliseconds.", "", B, 107;
    OnetrackBody, "message", "onetrack_bug_report", "Crash message", Diagnostics, 2, 0, None, Mask, Plain, "Message of the error. Such texts can contain addresses or file names.", "Such texts can contain page addresses or names of files by accident.", B, 35;
    OnetrackBody, "model_id", "model_call", "Language model", Interaction, 1, 0, None, KeepIfKnown, Plain, "Language model that was asked.", "It shows with which service you work.", B, 107;
    OnetrackBody, "output_bytes", "tool_call", "Bytes out of tool", Interaction, 0, 0, None, Round, Plain, "How many bytes came out of the tool.", "", B, 107;
    OnetrackBody, "phase", "agent_request", "Phase of work", Interaction, 0, 0, None, KeepIfKnown, Plain, "Phase of the work.", "", B, 107;
    OnetrackBody, "provider", "model_call", "Provider of model", Interaction, 1, 0, None, KeepIfKnown, Plain, "Company whose language model was asked.", "It shows with which service you work.", B, 107;
    OnetrackBody, "surface", "agent_request", "Way of use", Interaction, 0, 0, None, KeepIfKnown, Plain, "How MiMo Code was used.", "", B, 107;
    OnetrackBody, "task_type", "agent_request", "Kind of task", Interaction, 1, 0, None, KeepIfKnown, Plain, "Kind of task that was given.", "It shows what you work on.", B, 107;
    OnetrackBody, "tool_call_id", "tool_call", "Number of tool call", Interaction, 0, 0, None, Placeholder, Plain, "Number of this use of the tool.", "", B, 107;
    OnetrackBody, "tool_call_status", "tool_call", "Result of tool", Interaction, 0, 0, None, Keep, Plain, "Whether the tool worked.", "", B, 107;
    OnetrackBody, "tool_name", "tool_call", "Tool", Interaction, 1, 0, None, KeepIfKnown, Plain, "Tool that was used.", "It shows what you do on the computer.", B, 107;
    OnetrackBody, "total_tokens_in", "agent_request", "Size of input", Interaction, 1, 0, None, Round, Plain, "How much text the language model was given, in pieces of words.", "It shows how much you worked, and on how much.", B, 107;
    OnetrackBody, "total_tokens_in", "model_call", "Size of input", Interaction, 1, 0, None, Round, Plain, "How much text the language model was given, in pieces of words.", "It shows how much you worked, and on how much.", B, 107;
    OnetrackBody, "total_tokens_out", "agent_request", "Size of output", Interaction, 1, 0, None, Round, Plain, "How much text the language model wrote, in pieces of words.", "It shows how much you worked, and on how much.", B, 107;
    OnetrackBody, "total_tokens_out", "model_call", "Size of output", Interaction, 1, 0, None, Round, Plain, "How much text the language model wrote, in pieces of words.", "It shows how much you worked, and on how much.", B, 107;
    OnetrackBody, "ttft_ms", "model_call", "Time to first word", Interaction, 0, 0, None, Round, Plain, "How long it took until the first word came, in milliseconds.", "", B, 107;
    OnetrackBody, "type", "onetrack_bug_report", "Kind of crash", Diagnostics, 1, 0, None, Keep, Plain, "Technical kind of the error.", "Crashes show which parts of an app you used.", B, 35;
    OnetrackBody, "type", "onetrack_pa", "Opened or left", Interaction, 0, 0, None, Keep, Plain, "1 means that you opened the screen, 2 that you left it.", "", B, 35;
    OnetrackBody, "validation_status", "agent_request", "Result of check", Interaction, 0, 0, None, KeepIfKnown, Plain, "Whether the result was checked, and how that went.", "", B, 107;
    OnetrackHead, "android_id", "", "Android ID", DeviceId, 0, 3, Some(Persistence::FactoryReset), Placeholder, Plain, "Android ID, in newer versions where the Chinese advertising ID is not valid.", "It stays the same until the phone is reset to factory settings.", B, 35, if SigningKey;
    OnetrackHead, "app_id", "", "App number", DeviceProfile, 0, 0, None, Keep, Plain, "Number of the app at Xiaomi.", "", B, 35;
    OnetrackHead, "app_ver", "", "App version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of the app.", "", B, 35;
    OnetrackHead, "build", "", "Build branch", DeviceProfile, 0, 1, None, Keep, Plain, "Branch of the system software: A alpha, D developer, S stable.", "Together with other details it makes you easier to tell apart.", B, 35;
    OnetrackHead, "channel", "", "App’s origin", DeviceProfile, 0, 0, None, Keep, Plain, "Store or maker from which the app came.", "", B, 35;
    OnetrackHead, "e_ts", "", "Exact time", Time, 1, 1, None, Relative, Milliseconds, "When it happened by the device’s clock.", "Times of use add up to a daily rhythm.", B, 35;
    OnetrackHead, "e_ts", "", "Exact computer time", Time, 1, 1, None, Relative, Milliseconds, "When it happened by the clock of the computer that runs MiMo Code, Xiaomi’s program for writing programs.", "Times of use add up to a daily rhythm.", B, 106, "app_id" is "31000402765";
    OnetrackHead, "event", "", "Event name", Interaction, 1, 0, None, KeepIfKnown, Plain, "Name of what happened.", "It shows what you did in the app.", B, 35;
    OnetrackHead, "gaid", "", "Google advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Google’s advertising ID, sent for recommendations outside China.", "Any app that asks may read the same ID, unless you deleted it.", B, 35;
    OnetrackHead, "imei", "", "Checksum of IMEI", HardwareId, 0, 4, Some(Persistence::Hardware), Placeholder, Plain, "Checksum of the IMEI, the phone’s number in mobile networks. Only Chinese systems send it; since Android 10 only system apps read it.", "It identifies the phone as the IMEI does, which can apparently be found by trying all numbers.", B, 36;
    OnetrackHead, "instance_id", "", "Install ID", InstallId, 0, 3, Some(Persistence::Depends), Placeholder, Plain, "Random number of this installation. On Xiaomi’s phones a system app may keep a copy, so clearing the app’s data need not change it.", "It links all records of this installation.", B, 35, if SystemCopy;
    OnetrackHead, "instance_id", "", "Number of record", Transport, 0, 0, None, Placeholder, Plain, "Random number that MiMo Code makes anew for every record, so that it links nothing.", "", B, 106, "app_id" is "31000402765";
    OnetrackHead, "instance_id_type", "", "Kind of install ID", Transport, 0, 0, None, Keep, Plain, "Apparently where the number of the installation comes from.", "", B, 35;
    OnetrackHead, "instance_id_type", "", "Form of record number", Transport, 0, 0, None, Keep, Plain, "Form of the random number of this record.", "", B, 106, "app_id" is "31000402765";
    OnetrackHead, "market_name", "", "Model as sold", DeviceProfile, 0, 2, None, Mask, Plain, "Name under which the phone is sold.", "The rarer it is, the easier you are to single out.", B, 35;
    OnetrackHead, "mfrs", "", "Maker", DeviceProfile, 0, 0, None, Keep, Plain, "Maker of the phone.", "", B, 35;
    OnetrackHead, "miui", "", "Exact system build", DeviceProfile, 1, 2, None, Mask, MiuiBuild, "Exact build of the phone’s system. In stable builds its last letters give the Android version, model, region and operator.", "The rarer it is, the easier you are to single out.", B, 39;
    OnetrackHead, "model", "", "Phone model", DeviceProfile, 0, 2, None, Mask, Plain, "Exact model of the phone.", "The rarer it is, the easier you are to single out.", B, 35;
    OnetrackHead, "net", "", "Kind of network", NetworkPlace, 1, 0, None, KeepNetwork, Plain, "Kind of network at that moment.", "Changes of network show when you are at home and when you travel.", B, 35;
    OnetrackHead, "oaid", "", "Chinese advertising ID", DeviceId, 0, 3, Some(Persistence::Resettable), Placeholder, Plain, "Advertising ID of phones sold in China, the same for all apps on the phone.", "Any app that asks may read the same ID, unless you turned it off.", B, 35, if ChineseAdvertising;
    OnetrackHead, "os_ver", "", "System version", DeviceProfile, 0, 1, None, Major, Plain, "Version of the operating system.", "Together with other details it makes you easier to tell apart.", B, 35;
    OnetrackHead, "ot_first_day", "", "First day", Interaction, 0, 0, None, Keep, Plain, "Whether it is the first day of use.", "", B, 35;
    OnetrackHead, "ot_privacy_policy", "", "Privacy choice", Interaction, 1, 0, None, Keep, Plain, "What you chose about tracking. A word with “close” at its end means that you declined.", "Some events are sent even though you declined.", B, 35;
    OnetrackHead, "ot_test_env", "", "Test mode", Transport, 0, 0, None, Keep, Plain, "Whether a developer is testing.", "", B, 35;
    OnetrackHead, "pkg", "", "App", DeviceProfile, 1, 0, None, KeepIfKnown, Plain, "Name of the app that reports.", "It shows which parts of the app you use and for how long.", B, 35;
    OnetrackHead, "platform", "", "Platform", Transport, 0, 0, None, Keep, Plain, "Kind of system, for example Android.", "", B, 35;
    OnetrackHead, "plugin_id", "", "Part of app", Transport, 0, 0, None, Keep, Plain, "Apparently a part of the app that reports on its own.", "", B, 35;
    OnetrackHead, "region", "", "Region setting", NetworkPlace, 1, 1, None, KeepCountry, Plain, "Country that the phone is set to.", "It hints at where you live.", B, 35;
    OnetrackHead, "sdk_mode", "", "Place in app", Transport, 0, 0, None, Keep, Plain, "Whether the app itself or a part of it reports.", "", B, 35;
    OnetrackHead, "sdk_ver", "", "Tracking software version", DeviceProfile, 0, 0, None, KeepVersion, Plain, "Version of OneTrack.", "", B, 35;
    OnetrackHead, "sid", "", "Space on phone", Interaction, 1, 0, None, Keep, Plain, "Which space or user of the phone was in use: 0 is the main one, other numbers are further ones.", "It shows whether you were in the main space of the phone or in another.", B, 35;
    OnetrackHead, "tz", "", "Time zone", NetworkPlace, 1, 1, None, Mask, Plain, "Your time zone, as hours from world time.", "It hints at where you are.", B, 35;
    OnetrackHead, "uid", "", "Account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of your account. Depending on the kind beside it, it may be your phone number.", "It follows you to every device on which you sign in.", B, 35;
    OnetrackHead, "uid", "", "Other account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of an account that is none of those that Xiaomi has a word for.", "It follows you to every device on which you sign in.", B, 35, "uid_type" is "other";
    OnetrackHead, "uid", "", "Phone number", Account, 4, 4, Some(Persistence::Account), Placeholder, Plain, "Your phone number, as the kind beside it says.", "It names you, and other companies have it too.", B, 35, "uid_type" is "phone_number";
    OnetrackHead, "uid", "", "QQ account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of your QQ account, as the kind beside it says.", "It follows you to every device on which you sign in.", B, 35, "uid_type" is "qq";
    OnetrackHead, "uid", "", "Session ID", InstallId, 0, 2, Some(Persistence::Session), Placeholder, Plain, "ID of one session, as the kind beside it says.", "It links what you did in one session.", B, 106, "uid_type" is "session_id";
    OnetrackHead, "uid", "", "Weibo account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of your Weibo account, as the kind beside it says.", "It follows you to every device on which you sign in.", B, 35, "uid_type" is "weibo";
    OnetrackHead, "uid", "", "WeChat account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of your WeChat account, as the kind beside it says.", "It follows you to every device on which you sign in.", B, 35, "uid_type" is "weixin";
    OnetrackHead, "uid", "", "Xiaomi account", Account, 0, 4, Some(Persistence::Account), Placeholder, Plain, "ID of your Xiaomi account, as the kind beside it says.", "It follows you to every device on which you sign in.", B, 35, "uid_type" is "xiaomi";
    OnetrackHead, "uid_type", "", "Kind of account", Account, 1, 0, None, Keep, Plain, "Kind of account: Xiaomi, phone number, WeChat, Weibo, QQ or another.", "It shows which service knows you by this ID.", B, 35;
    OnetrackHead, "uid_type", "", "Kind of number", Transport, 0, 0, None, Keep, Plain, "Says that the number beside it is that of a session.", "", B, 106, "uid_type" is "session_id";
}

#[rustfmt::skip]
events! {
    Event, "$ABTestTrigger", "You were put into a test group: {$abtest_experiment_group_id}", "", Interaction, 1, 1, "An experiment on users gave you one of its variants.", A, 78;
    Event, "$AdAppDeferredDeepLinkJump", "The app opened through a link clicked before it was installed", "", Interaction, 1, 0, "You clicked a link, installed the app, and the app found out which link it was.", A, 52;
    Event, "$AdDynamicSlinkCreate", "The app made a link: {$ad_dynamic_slink_short_url}", "", Interaction, 1, 0, "The app made a link, for example to invite somebody.", A, 52;
    Event, "$AppClick", "You tapped something: {$element_content}", "", Interaction, 1, 1, "You tapped a control of the app.", A, 61;
    Event, "$AppDataTrackingClose", "Recording was switched off", "", Interaction, 1, 0, "Recording in the app was switched off. This is the last event.", A, 52;
    Event, "$AppDeeplinkLaunch", "A link opened the app: {$deeplink_url}", "", Browsing, 3, 1, "The app was opened through a link, which is attached.", A, 52;
    Event, "$AppDeeplinkMatchedResult", "A link that opened the app was looked up: {$deeplink_url}", "", Browsing, 3, 1, "The server was asked which campaign the link belongs to.", A, 52;
    Event, "$AppEnd", "App closed", "", Time, 1, 0, "The app left the screen. How long you used it is usually attached.", A, 61;
    Event, "$AppInstall", "App installed", "", HardwareId, 1, 4, "First start after the installation. Device and advertising IDs are usually attached.", A, 52;
    Event, "$AppInteract", "The app reported that it is in use", "", Interaction, 1, 0, "Report that the app is in use, made for advertising analysis.", A, 52;
    Event, "$AppPageLeave", "You left a screen: {$screen_name}", "", Interaction, 2, 0, "You left a screen of the app. How long you stayed is usually attached.", A, 52;
    Event, "$AppPushClick", "You tapped a notification: {$app_push_msg_title}", "", Content, 3, 1, "You tapped a notification. Its text is attached.", A, 52;
    Event, "$AppRemoteConfigChanged", "The tracking software got new settings", "", Transport, 0, 0, "The server changed the settings of the tracking software.", A, 52;
    Event, "$AppStart", "App opened", "", Time, 1, 0, "The app came onto the screen.", A, 61;
    Event, "$AppStartPassively", "The system started the app in the background", "", Time, 1, 0, "The iPhone started the app without you opening it.", A, 77;
    Event, "$AppViewScreen", "You opened a screen: {$screen_name}", "", Interaction, 2, 0, "A screen of the app was shown.", A, 61;
    Event, "$BindID", "One more ID was linked to you", "", Account, 0, 4, "An ID was linked to the others that identify you.", A, 58;
    Event, "$ChannelDebugInstall", "An installation was tested", "", HardwareId, 1, 4, "Test of how installations are matched with ads. Device IDs are attached.", A, 52;
    Event, "$ChannelLinkReaching", "An ad led you here", "", Interaction, 1, 1, "You came to the site through the link of an ad.", A, 80;
    Event, "$MPAddFavorites", "You added a mini-program to your favorites", "", Interaction, 1, 0, "You added a mini-program to your favorites.", A, 85;
    Event, "$MPClick", "You tapped something: {$element_content}", "", Interaction, 1, 1, "You tapped something in a mini-program.", A, 85;
    Event, "$MPHide", "Mini-program left", "", Time, 1, 0, "The mini-program left the screen.", A, 86;
    Event, "$MPLaunch", "Mini-program started", "", Time, 1, 0, "The mini-program was started.", A, 86;
    Event, "$MPPageLeave", "You left a screen of a mini-program: {$url_path}", "", Interaction, 2, 0, "You left a screen of a mini-program.", A, 85;
    Event, "$MPShare", "You shared from a mini-program: {$share_url_path}", "", Interaction, 2, 1, "You shared a screen of a mini-program.", A, 85;
    Event, "$MPShow", "Mini-program opened", "", Time, 1, 0, "The mini-program came onto the screen.", A, 86;
    Event, "$MPViewScreen", "You opened a screen of a mini-program: {$url_path}", "", Interaction, 2, 0, "A screen of a mini-program was shown.", A, 86;
    Event, "$PlanPopupClick", "You tapped a marketing message: {$sf_msg_title}", "", Content, 3, 1, "You tapped a message of a marketing campaign.", A, 85;
    Event, "$PlanPopupDisplay", "You were shown a marketing message: {$sf_msg_title}", "", Content, 3, 1, "A message of a marketing campaign was shown to you.", A, 52;
    Event, "$SignUp", "Your account was named", "", Account, 1, 4, "The app named your account to its tracking software. What was recorded before under another ID is linked to it.", A, 62;
    Event, "$UnbindID", "An identifier was separated from you", "", Account, 0, 4, "An identifier was taken from those that identify you.", A, 58;
    Event, "$WebClick", "You clicked something: {$element_content}", "", Interaction, 2, 1, "You clicked something on a web page.", A, 84;
    Event, "$WebPageLeave", "You left a page: {$url}", "", Browsing, 3, 2, "You left a web page. Its address and how long you stayed are attached.", A, 80;
    Event, "$WebPageLoad", "A page loaded: {$url}", "", Browsing, 3, 2, "A web page loaded. Its address and the time it took are attached.", A, 80;
    Event, "$WebStay", "You looked at part of a page: {$url}", "", Browsing, 3, 2, "How long you looked at which part of a web page.", A, 84;
    Event, "$pageview", "You opened a page: {$url}", "", Browsing, 3, 2, "You opened a web page. Its full address is attached.", A, 84;
    Event, "$webClick", "You clicked something: {$element_content}", "", Interaction, 2, 1, "You clicked something on a web page. One old version spelled the name so.", A, 80;
    Event, "$web_event", "Something happened on a web page", "", Interaction, 2, 1, "A click or page view, as old versions recorded it.", A, 80;
    Event, "AppCrashed", "The app crashed: {app_crashed_reason}", "", Diagnostics, 2, 0, "The app crashed. A technical report is attached.", A, 52;
    Event, "DisableSensorsDataSDK", "Recording was switched off by the server", "", Transport, 0, 0, "The server told the tracking software to stop.", A, 52;
    Onetrack, "agent_request", "You gave MiMo Code a task", "", Interaction, 2, 0, "A task that you gave to MiMo Code, Xiaomi’s program for writing programs. Its kind and size are attached.", B, 107;
    Event, "download_files", "A download: {url}", "dealt with a download", Browsing, 3, 2, "A step of a download, with the address of the file. Another field says which step.", B, 43;
    Onetrack, "model_call", "MiMo Code asked a language model", "", Interaction, 1, 0, "MiMo Code asked a language model. Which one, how long it took and how much was written are attached.", B, 107;
    Onetrack, "onetrack_active", "The app reported that it is in use", "", Interaction, 1, 0, "Report that the app is in use.", B, 35;
    Onetrack, "onetrack_bug_report", "The app crashed", "", Diagnostics, 2, 0, "The app crashed. A technical report is attached.", B, 35;
    Onetrack, "onetrack_dau", "You used the app on this day", "", Time, 1, 4, "Report, once a day, that the app was used. On Chinese phones checksums of hardware numbers may be attached.", B, 35;
    Onetrack, "onetrack_pa", "A screen was opened or left", "", Interaction, 2, 0, "A screen of the app was opened or left. Its name is attached.", B, 35;
    Onetrack, "onetrack_upgrade", "The app was updated", "", DeviceProfile, 0, 0, "The app was updated. The versions before and after are attached.", B, 35;
    Onetrack, "ot_login", "Your account was named", "", Account, 1, 4, "The app named an account to its tracking software.", B, 35;
    Onetrack, "ot_logout", "Your account was taken back", "", Account, 1, 4, "The app told its tracking software that an account no longer applies.", B, 35;
    Event, "page_load_event_finish", "A page finished loading: {url}", "loaded a page", Browsing, 3, 2, "A web page was loaded completely. Its address is attached once more.", B, 43;
    Event, "page_load_event_start", "A page began to load: {url}", "loaded a page", Browsing, 3, 2, "A web page began to load, by you or because another page led there. Its address is attached.", B, 43;
    Event, "rv_crashed", "Something in the app crashed: {cause}", "", Diagnostics, 1, 0, "Part of the app crashed.", B, 40;
    Event, "search", "You searched for “{search_word}”", "", Search, 3, 2, "You searched from the address bar. Your words are attached.", B, 43;
    Onetrack, "tool_call", "MiMo Code used a tool", "", Interaction, 1, 0, "MiMo Code used a tool on the computer. Its name and the amount of data are attached.", B, 107;
    Event, "youtube_search_op", "You searched YouTube for “{search_word}”", "", Search, 3, 2, "You searched YouTube in the browser’s own video screens. Your words are attached.", B, 43;
}

#[rustfmt::skip]
pub(crate) static KINDS: &[KindEntry] = &[
    KindEntry { id: "incognito-reminder", label: "a reminder to use incognito mode", shape: Shape::Url, words: &["incognito"], also: &["dialog", "guide", "hint", "notice", "popup", "prompt", "recommend", "remind", "reminder", "suggest", "tip", "tips", "toast"], unless: &[], names: &[], category: Category::Browsing, content: 3, identifiability: 2, meaning: "An event about incognito mode contains an address. Xiaomi’s browser is reported to send one from adult sites; whether this is it cannot be told.", activity: "", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "video-played", label: "a YouTube video played", shape: Shape::VideoId, words: &["play", "played"], also: &[], unless: &["dialog", "dir", "directory", "fail", "failed", "folder", "path", "setting", "settings", "store"], names: &[], category: Category::Media, content: 3, identifiability: 1, meaning: "You played a YouTube video. Its number, which leads to its title, is attached, and by an analysis also how long you watched.", activity: "played a YouTube video", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "video-details", label: "details of a YouTube video opened or closed", shape: Shape::VideoId, words: &["detail", "details"], also: &[], unless: &[], names: &[], category: Category::Media, content: 3, identifiability: 1, meaning: "You opened or closed the details of a YouTube video. Its number is attached.", activity: "opened or closed the details of a YouTube video", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "search-engine-changed", label: "another search engine chosen", shape: Shape::SearchEngines, words: &["engine", "searchengine"], also: &[], unless: &[], names: &[], category: Category::Interaction, content: 1, identifiability: 0, meaning: "You changed the standard search engine. The old and the new one are attached.", activity: "changed the standard search engine", sources: &["palant-2020-05-08"] },
    KindEntry { id: "default-search-engine", label: "your standard search engine", shape: Shape::SearchEngine, words: &[], also: &[], unless: &[], names: &[], category: Category::Interaction, content: 1, identifiability: 0, meaning: "Search engine that you have set as standard, attached to every event. Its published name is not known.", activity: "", sources: &["palant-2020-05-08"] },
    KindEntry { id: "youtube-search", label: "a YouTube search", shape: Shape::Text, words: &[], also: &[], unless: &[], names: &["youtube_search_op"], category: Category::Search, content: 3, identifiability: 2, meaning: "You searched YouTube. Your words are attached.", activity: "searched YouTube", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "reader-mode", label: "reader mode switched on", shape: Shape::Url, words: &["reader"], also: &[], unless: &[], names: &[], category: Category::Browsing, content: 3, identifiability: 2, meaning: "You switched on the reading view. The address of the page is attached.", activity: "switched on the reading view", sources: &["palant-2020-05-08"] },
    KindEntry { id: "tab-clicked", label: "a tab clicked", shape: Shape::Text, words: &["tab", "tabs"], also: &[], unless: &[], names: &[], category: Category::Browsing, content: 2, identifiability: 1, meaning: "You clicked a tab. Its name is attached.", activity: "clicked a tab", sources: &["palant-2020-05-08"] },
    KindEntry { id: "page-shared", label: "a page shared", shape: Shape::Url, words: &["share", "shared"], also: &[], unless: &["dialog", "dir", "directory", "fail", "failed", "folder", "path", "setting", "settings", "store"], names: &[], category: Category::Browsing, content: 3, identifiability: 2, meaning: "You shared a page with somebody. Its address is attached.", activity: "shared a page with somebody", sources: &["palant-2020-05-08"] },
    KindEntry { id: "download", label: "a page or file downloaded", shape: Shape::Url, words: &["download", "downloads"], also: &[], unless: &["dialog", "dir", "directory", "fail", "failed", "folder", "path", "setting", "settings", "store"], names: &["download_files"], category: Category::Browsing, content: 3, identifiability: 2, meaning: "You downloaded a page or a file. Its address is attached.", activity: "downloaded a page or a file", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "speed-dial", label: "a home page shortcut clicked, added or changed", shape: Shape::Url, words: &["dial", "quickdial", "speeddial", "shortcut"], also: &[], unless: &[], names: &[], category: Category::Browsing, content: 3, identifiability: 2, meaning: "You used or changed a shortcut on the browser’s home page. The address it leads to is attached.", activity: "used or changed a shortcut on the browser’s home page", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "address-copied", label: "a page address copied", shape: Shape::None, words: &["clipboard"], also: &[], unless: &[], names: &[], category: Category::Interaction, content: 1, identifiability: 0, meaning: "You copied the address of the page that you were on.", activity: "copied the address of the page that you were on", sources: &["palant-2020-05-08"] },
    KindEntry { id: "page-loaded", label: "a page loaded", shape: Shape::Url, words: &["load", "loaded", "loading"], also: &[], unless: &[], names: &["page_load_event_start", "page_load_event_finish"], category: Category::Browsing, content: 3, identifiability: 2, meaning: "A web page began or finished loading. Its address is attached.", activity: "", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "error", label: "an error", shape: Shape::None, words: &["error", "crash", "crashed", "exception"], also: &[], unless: &[], names: &["rv_crashed"], category: Category::Diagnostics, content: 1, identifiability: 0, meaning: "Something went wrong in the app.", activity: "", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "interface", label: "something shown or tapped", shape: Shape::None, words: &["click", "clicked", "tap", "show", "shown"], also: &[], unless: &[], names: &[], category: Category::Interaction, content: 1, identifiability: 0, meaning: "Part of the app’s screens appeared or was tapped.", activity: "", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
    KindEntry { id: "search", label: "a search", shape: Shape::Text, words: &["search", "query", "keyword"], also: &[], unless: &[], names: &["search"], category: Category::Search, content: 3, identifiability: 2, meaning: "You searched from the address bar. Your words are attached.", activity: "searched from the address bar", sources: &["palant-2020-05-04", "palant-2020-05-08"] },
];
