//! Sentences claim no more than what the capture shows.

use super::*;
use crate::knowledge;
use crate::text::{findings, summary};

/// All that the summary and the findings of a capture say, a line each.
fn all(paste: &str) -> String {
    let mut lines = Vec::new();
    with_report(paste, |report| {
        lines.extend(report.summary.iter().map(|one| one.text.to_string()));
        let findings = report.findings.iter();
        lines.extend(
            findings.map(|one| format!("{} {}: {} {}", one.id, one.severity, one.title, one.text)),
        );
    });
    lines.join("\n")
}

#[track_caller]
pub(super) fn says(paste: &str, these: &[&str], not: &[&str]) {
    let said = all(paste);
    for words in these {
        assert!(said.contains(words), "expected “{words}” in:\n{said}");
    }
    for words in not {
        assert!(!said.contains(words), "expected no “{words}” in:\n{said}");
    }
}

/// A record of an SDK, at a time that can be.
pub(super) fn of(lib: &str, properties: &str) -> String {
    record(
        "tap",
        NOW,
        &format!(r#","lib":{{"$lib":"{lib}"}}"#),
        properties,
    )
}

#[test]
fn a_place_is_as_exact_as_its_decimals() {
    let at = |latitude: &str, longitude: &str| {
        of(
            "Android",
            &format!(r#""$latitude":{latitude},"$longitude":{longitude}"#),
        )
    };
    for (latitude, longitude, severity, distance) in [
        ("52231958", "21006725", 4, "to about a meter"),
        ("52231900", "21006700", 4, "to about 10 meters"),
        ("52231000", "21000000", 4, "to about 100 meters"),
        ("52230000", "21010000", 3, "to about a kilometer"),
        ("52200000", "21000000", 2, "to about 10 kilometers"),
        ("52000000", "13000000", 1, "to about 100 kilometers"),
    ] {
        let finding = format!("CONT-PLACE {severity}: ");
        let told = format!("tells its recipient where the phone was ({distance})");
        let not = match severity {
            4 => "approximate",
            _ => "a home or a doctor",
        };
        says(
            &at(latitude, longitude),
            &[&finding, distance, &told],
            &[not],
        );
    }
    for (latitude, longitude) in [("0", "0"), ("\"0\"", "\"0\""), ("null", "null")] {
        says(
            &at(latitude, longitude),
            &[],
            &["CONT-PLACE", "where the phone was"],
        );
    }
}

#[test]
fn the_address_of_a_router_is_no_degree() {
    let paste = r#"{"uid":"7712345678","msid":"0A99","rd":[],"mc":"aa:bb:cc:01:02:03"}"#;
    let said = all(paste);
    assert!(said.contains("which Wi-Fi router the phone used"), "{said}");
    assert!(
        said.contains("The address of a Wi-Fi router is in the events"),
        "{said}"
    );
    assert!(
        !said.contains("degree") && !said.contains("position"),
        "{said}"
    );
    let placeholder = paste.replace("aa:bb:cc:01:02:03", "02:00:00:00:00:00");
    says(&placeholder, &[], &["router"]);
}

#[test]
fn a_refusal_is_found_where_it_is_written() {
    let track = |choice: &str| {
        format!(
            r#"[{{"H":{{"event":"onetrack_dau","e_ts":{NOW},"ot_privacy_policy":"{choice}"}},"B":{{}}}}]"#
        )
    };
    let declined = ["OPT-OUT 3: You don’t take part in the tracking, and it was sent all the same"];
    for no in ["exprience_close", "custom_close"] {
        says(&track(no), &declined, &[]);
    }
    for yes in ["exprience_open", "custom_open", ""] {
        says(&track(yes), &[], &["OPT-OUT"]);
    }
    let program = |key: &str, value: &str| {
        format!(
            r#"[{{"startTS":{NOW},"endTS":{NOW},"content":[{{"category":"mistat_basic","values":[{{"key":"{key}","type":"property","value":"{value}"}}]}}]}}]"#
        )
    };
    says(&program("UEP", "no"), &declined, &[]);
    says(&program("UEP", "yes"), &[], &["OPT-OUT"]);
    says(&program("channel", "no"), &[], &["OPT-OUT"]);
    // A setting of incognito mode is no use of it.
    for (name, holds) in [
        ("is_incognito", true),
        ("incognitoMode", true),
        ("enhanced_incognito_switch", false),
        ("allow_incognito", false),
        ("incognito_reminder", false),
        ("incognito_count", false),
    ] {
        let page = format!(r#""url":"https://a.example/","{name}":1"#);
        let found = all(&of("Android", &page)).contains("OPT-OUT");
        assert_eq!(found, holds, "{name}");
    }
}

#[test]
fn two_accounts_are_two_people_or_one() {
    let with = |account: &str, time: u64, more: &str| {
        let who = format!(r#","anonymous_id":"{account}""#);
        record("tap", NOW + time, &who, more)
    };
    let phone = r#""$device_id":"3c9f1a7be2d84056""#;
    let other = r#""$device_id":"3c9f1a7be2d84057""#;
    let both =
        |one: &str, two: &str| format!("[{},{}]", with("6204418", 1, one), with("7305529", 2, two));
    let link = "LINK-10 3: Several accounts can be linked to each other";
    says(
        &both(phone, phone),
        &[
            link,
            "“Android ID”",
            "which 2 accounts this probably belongs to",
            "People with several accounts",
        ],
        &["You can be recognized"],
    );
    says(&both(phone, other), &[], &[link]);
    says(&both("", ""), &[], &[link]);
    let one = format!("[{}]", with("6204418", 1, phone));
    says(
        &one,
        &[
            "which account this probably belongs to",
            "You can be recognized",
        ],
        &[link],
    );
}

#[test]
fn a_request_without_events_is_told_too() {
    let form = "POST /pass/v2/register HTTP/1.1\r\nHost: register.xmpush.global.xiaomi.com\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ndevid=a-0A9993E364706816ABA3E25717850C26C9CD0D89&appid=1&apptoken=2&packagename=com.example.reader&vdevid=v-0b7c2c1e&imei_md5=0eaed834a1e6f4b2bf0c024e0013dea1";
    says(
        form,
        &[
            "This request was sent to register.xmpush.global.xiaomi.com, which receives",
            "the app “com.example.reader”",
            "You can be recognized by one ID in it",
            "LINK-1 3",
        ],
        &[". Receives"],
    );
    with_report(form, |report| {
        let named = |name: &str| report.identifiers.iter().find(|one| one.names == [name]);
        let found = named("imei_md5").expect("the form has it");
        assert_eq!(found.paths, ["0.form.imei_md5"]);
        assert!(named("packagename").is_none());
    });
    says(
        "stat_value=00112233445566778899aabbccddeeff&mistatv=3&app_id=1&app_key=2&device_id=3",
        &[
            "You can be recognized by one ID in this request",
            "This request has the format of MiStat",
        ],
        &[],
    );
    let encrypted = "POST /track/v4 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\nOT_SID: s\r\nOT_SENDER: com.example.app\r\n\r\n\x01\x02\x03\x04\x05\x06\x07\x0b";
    says(
        encrypted,
        &["the app “com.example.app”", "is encrypted"],
        &[],
    );
}

#[test]
fn apps_and_screens_are_named() {
    let track = |class: &str| {
        format!(
            r#"{{"H":{{"event":"onetrack_pa","e_ts":{NOW},"pkg":"com.example.gallery"}},"B":{{"class":"{class}"}}}}"#
        )
    };
    let one = format!("[{},{}]", track("HiddenAlbum"), track("HiddenAlbum"));
    says(
        &one,
        &["the app “com.example.gallery”", "the screen “HiddenAlbum”."],
        &["screens"],
    );
    let many: Vec<String> = ["A", "B", "C", "D", "E"].map(track).to_vec();
    says(
        &format!("[{}]", many.join(",")),
        &["the screens “A”, “B”, “C” and 2 more."],
        &[],
    );
    let stat = format!(
        r#"[{{"startTS":{NOW},"endTS":{NOW},"content":[{{"category":"mistat_basic","values":[{{"key":"installed_package","type":"property","value":"a.example,b.example"}}]}}]}}]"#
    );
    says(
        &stat,
        &[
            "one batch of records",
            "It lists installed apps: “a.example” and “b.example”.",
        ],
        &["one record"],
    );
}

#[test]
fn a_clock_is_somebodys_and_can_be_wrong() {
    let at = |time: u64| record("search", time, "", r#""search_word":"x""#);
    says(
        &at(NOW),
        &["By the device’s clock, that was on 4 May 2020 at 13:46 UTC."],
        &["wrong"],
    );
    for (time, day) in [(1, "1 January 1970"), (4_102_444_800_000, "1 January 2100")] {
        let wrong = format!("The time {day} can’t be right");
        says(&at(time), &[&wrong], &["UTC"]);
    }
}

/// What one record has for a time says nothing of when the others were made.
#[test]
fn a_time_that_cannot_be_is_told_alone() {
    let at = |time: u64| record("search", time, "", r#""search_word":"x""#);
    let paste = format!("[{},{},{}]", at(NOW / 1_000), at(NOW), at(0));
    says(
        &paste,
        &[
            "that was on 4 May 2020 at 13:46 UTC.",
            "The time 1 January 1970 can’t be right",
        ],
        &["sessions"],
    );
    let waited = record(
        "search",
        0,
        "",
        &format!(r#""search_word":"x","_flush_time":{NOW}"#),
    );
    says(&waited, &["can’t be right"], &["uploaded"]);
}

/// That an address is missing is said only where nothing has a name for it.
#[test]
fn an_internet_address_that_is_there_is_not_missing() {
    let with = |more: &str| record("search", NOW, "", &format!(r#""search_word":"x"{more}"#));
    says(&with(""), &["That address is not in this text."], &[]);
    says(
        &with(r#","$ip":"203.0.113.7""#),
        &["or that of a VPN."],
        &["That address"],
    );
}

/// Two fields that contradict each other say nothing.
#[test]
fn private_browsing_that_is_on_and_off_is_not_told() {
    let with = |more: &str| record("search", NOW, "", &format!(r#""search_word":"x",{more}"#));
    let told = "You were probably in incognito mode";
    says(&with(r#""incognito":"on""#), &[told], &[]);
    says(
        &with(r#""is_incognito":false,"incognito":"on""#),
        &[],
        &[told],
    );
    says(&with(r#""incognito":"","is_incognito":true"#), &[told], &[]);
}

/// A list of apps is not sent together with itself.
#[test]
fn one_value_is_not_two() {
    let paste = r#"{"startTS":1588599801000,"endTS":1588599901000,"content":[{"category":"mistat_basic","values":[{"key":"installed_package","value":"a.example,b.example"}]}]}"#;
    says(
        paste,
        &["It lists installed apps"],
        &["are sent together", "until the app’s data are cleared"],
    );
}

/// Half a position, or one that is nowhere, is none; the address of a router is no degrees.
#[test]
fn half_a_position_is_none() {
    let with = |more: &str| {
        of(
            "Android",
            &format!(r#""$device_id":"a1b2c3d4e5f60718",{more}"#),
        )
    };
    for more in [
        r#""$latitude":52231958"#,
        r#""$latitude":952231958,"$longitude":921006725"#,
        r#""lat":"52.231958""#,
    ] {
        says(
            &with(more),
            &[],
            &["CONT-PLACE", "where the phone was", "place"],
        );
    }
    says(
        &with(r#""lat":"52.231958","lng":"21.006725""#),
        &["Values look like the latitude and longitude"],
        &[],
    );
    says(
        &with(r#""bssid":"64:90:c1:00:11:22""#),
        &["A value looks like the address of a Wi-Fi router."],
        &["latitude"],
    );
}

/// A record of an app and an account in the format of OneTrack.
fn launch(app: &str, uid: &str) -> String {
    format!(
        r#"{{"H":{{"event":"launch","app_id":"1","pkg":"{app}","uid":"{uid}","uid_type":"xiaomi","e_ts":{NOW}}},"B":{{}}}}"#
    )
}

/// A word for nobody is no account.
#[test]
fn nobody_has_no_account() {
    for nobody in ["0", "-1", "guest", ""] {
        says(&launch("a.example", nobody), &[], &["account"]);
    }
    says(&launch("a.example", "7712345678"), &["which account"], &[]);
}

/// One program sends for several apps.
#[test]
fn all_apps_are_named() {
    let several = [launch("a.example", "0"), launch("b.example", "0")].join(",");
    says(
        &format!("[{several}]"),
        &["It comes from the apps “a.example” and “b.example”."],
        &[],
    );
    let other = request("", &[record("search", NOW, "", "")]);
    let own =
        "POST /track/v4 HTTP/1.1\r\nHost: tracking.intl.miui.com\r\nContent-Length: LENGTH\r\n\r\n";
    let body = launch("a.example", "0");
    let own = own.replace("LENGTH", &body.len().to_string());
    says(
        &format!("{own}{body}\n{other}"),
        &["One of them comes from the app “a.example”."],
        &["They come"],
    );
}

/// A television is no phone.
#[test]
fn a_television_is_no_phone() {
    for (app, word) in [
        ("com.mitv.example", "device"),
        ("com.xiaomi.tv.example", "device"),
        ("com.example.tvguide", "phone"),
    ] {
        let paste = format!(
            r#"[{{"H":{{"event":"onetrack_dau","app_id":"1","pkg":"{app}","e_ts":{NOW}}},"B":{{}}}}]"#
        );
        says(&paste, &[&format!("By the {word}’s clock")], &[]);
    }
}

/// Pages are told where only that they had loaded was recorded, and once where both were.
#[test]
fn a_page_that_loaded_is_told_once() {
    let page = |name: &str| {
        let mint =
            r#""url":"https://a.example/","miui_region":"DE","uuid":"x","internet_status":"wifi""#;
        record(name, NOW, "", mint)
    };
    let (start, finish) = (
        page("page_load_event_start"),
        page("page_load_event_finish"),
    );
    says(&finish, &["that you loaded a page on a.example."], &[]);
    says(
        &format!("[{start},{finish}]"),
        &["that you loaded a page on a.example, and one more thing."],
        &[],
    );
    let often = format!("[{}]", [&*finish; 12].join(","));
    says(
        &often,
        &["that you loaded a page 12 times (always “a.example”)."],
        &[],
    );
}

/// A web page and a server have no phone; nor has what does not say where it ran.
#[test]
fn a_phone_is_named_where_there_is_one() {
    let telling = format!(
        r#""$device_id":"{COOKIE}","uuid":"{UUID}","search_word":"x","url":"https://a.example/","$latitude":52231958,"$longitude":21006725,"_flush_time":{}"#,
        NOW + 7_200_000
    );
    let upload = format!(r#","_flush_time":{}"#, NOW - 1);
    for (lib, word) in [
        ("js", "browser"),
        ("python", "computer"),
        ("Java", "computer"),
        ("php", "computer"),
        ("MiniProgram", "device"),
    ] {
        let top = format!(r#","lib":{{"$lib":"{lib}"}},"anonymous_id":"6204418"{upload}"#);
        let paste = record("search", NOW, &top, &telling);
        let clock = format!("By the {word}’s clock");
        says(&paste, &[&clock], &["phone"]);
    }
    says(&of("Android", &telling), &["By the phone’s clock"], &[]);
}

#[test]
fn what_is_sent_need_not_arrive() {
    let sent = request("", &[record("search", NOW, "", r#""search_word":"x""#)]);
    says(
        &sent,
        &[
            "This request tells Xiaomi that you",
            "A server that receives it also sees",
            "VPN",
        ],
        &["told", "brought", "also saw", "upload told"],
    );
    let export = record(
        "search",
        NOW,
        r#","recv_time":2,"map_id":3"#,
        r#""search_word":"x""#,
    );
    says(
        &export,
        &["A server’s export says that you"],
        &["This request", "This upload"],
    );
}

#[test]
fn a_crowd_is_made_smaller_by_what_is_there() {
    let crowd = |properties: &str| all(&request("", &[record("e", NOW, "", properties)]));
    let bare = crowd("");
    assert!(
        bare.contains("CROWD-1") && bare.contains("Google Play"),
        "{bare}"
    );
    assert!(!bare.contains("crowd smaller"), "{bare}");
    let model = crowd(r#""$model":"M2004J19C""#);
    assert!(
        model.contains("The model makes that crowd smaller."),
        "{model}"
    );
    let both = crowd(r#""$model":"M2004J19C","system_language":"de""#);
    assert!(both.contains("The model and the language make"), "{both}");
}

/// The Android ID ends with a factory reset, and not every app comes from Google’s store.
#[test]
fn what_google_forbids_is_said_of_apps_of_its_store() {
    let both = format!(r#""$gaid":"{UUID}","$device_id":"3c9f1a7be2d84056""#);
    says(
        &of("Android", &both),
        &[
            "The advertising ID is sent with an ID that lasts",
            "apps of its store",
            "preinstalled apps and those of other stores are not under them",
        ],
        &["cannot be reset", "can’t be reset", "forbids"],
    );
    for lib in ["js", "Java", "iOS"] {
        says(&of(lib, &both), &[], &["LINK-2", "Google"]);
    }
}

#[test]
fn what_xiaomi_said_has_a_date() {
    let page = format!(r#"{MINT},"$device_id":"3c9f1a7be2d84056","url":"https://a.example/""#);
    with_report(&one(&page)[0], |report| {
        let position = report
            .summary
            .iter()
            .filter(|one| one.topic == Topic::Position);
        let texts: Vec<&str> = position.map(|one| &*one.text).collect();
        let dates = ["May 2020", "May 2020", "without a date"];
        assert_eq!(texts.len(), dates.len());
        for (text, date) in texts.iter().zip(dates) {
            assert!(text.contains(date), "{text}");
        }
    });
    says(
        &one(&page)[0],
        &[
            "analysis of its code in May 2020, not of its traffic",
            "to a second tracking program as well, MiStat",
        ],
        &[],
    );
    says(
        &one(r#""uuid":"x""#)[0],
        &[],
        &["analysis of its code", "MiStat"],
    );
}

#[test]
fn many_records_are_told_by_how_many_they_are() {
    let word = |index: u64| match index % 3 {
        0 => "loan".to_owned(),
        _ => format!("w{index}"),
    };
    let searches = (0..1_200).map(|index| {
        record(
            "search",
            NOW + index,
            "",
            &format!(r#""search_word":"{}",{MINT}"#, word(index)),
        )
    });
    let taps = (0..800).map(|index| record("tap", NOW + index, "", ""));
    let paste = format!("[{}]", searches.chain(taps).collect::<Vec<_>>().join(","));
    says(
        &paste,
        &["that you searched 1,200 times (most often “loan”, 400 times), and 800 more things."],
        &["w1"],
    );
}

/// A capture shows what was sent. Who was signed in, what somebody had decided, and what a server got or
/// did with it, it does not.
#[test]
fn no_sentence_claims_what_a_capture_cannot_show() {
    const CLAIMS: [&str; 8] = [
        "were signed in",
        "account was in use",
        "are signed in",
        "had declined",
        "without any other data",
        "server saw",
        "server also saw",
        "was deleted from the server",
    ];
    let findings = findings::ALL.iter().flat_map(|one| [one.title, one.text]);
    let sentences = summary::ALL.iter().map(|one| one.text);
    let events = (knowledge::EVENTS.iter()).flat_map(|one| {
        [
            one.title.text,
            one.title.activity.unwrap_or_default(),
            one.meaning,
        ]
    });
    let fields = (knowledge::FIELDS.iter()).flat_map(|one| [one.label, one.meaning, one.matters]);
    for text in findings.chain(sentences).chain(events).chain(fields) {
        for claim in CLAIMS {
            assert!(!text.contains(claim), "{text}");
        }
    }
}
