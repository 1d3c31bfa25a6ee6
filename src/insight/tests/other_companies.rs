//! Bodies as the SDKs of Sensors Analytics write them for a bank, a shop or a game, on phones of Xiaomi too:
//! nothing that is said of them names Xiaomi.

use super::strangers::sentences;
use super::*;

/// What such apps note of the phone, none of which only one company's app has.
const PHONE: &str = r#""$lib":"Android","$lib_version":"6.7.5","$os":"Android","$os_version":"13","$manufacturer":"Xiaomi","$brand":"Xiaomi","$model":"M2102J20SG","$screen_width":1080,"$screen_height":2400,"$wifi":true,"$network_type":"WIFI","$device_id":"3c9f1a7be2d84056""#;

/// The address and the body of a request; PHONE stands for what is above.
const BODIES: [(&str, &str); 20] = [
    // Banks.
    (
        "POST /sa?project=production HTTP/1.1\r\nHost: sc.bank.example\r\n\r\n",
        r#"[{"_track_id":71,"type":"track","event":"$AppStart","time":1700000000000,"distinct_id":"6204418","lib":{"$lib":"Android","$lib_version":"6.7.5"},"properties":{PHONE,"$app_id":"com.bank.example","miui_version":"V14.0.3.0.TKNEUXM","internet_status":"wifi","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","system_language":"de"}}]"#,
    ),
    (
        "",
        r#"{"type":"track","event":"transfer_submit","time":1700000000000,"distinct_id":"c-884213","lib":{"$lib":"Android"},"properties":{PHONE,"oaid":"0d4c1f0e9a5b7c31","gaid":"38400000-8cf0-11bd-b23e-10b96e40000d","internet_status":"4G","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","amount_range":"100-500"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"loan_search","time":1700000000000,"distinct_id":"6204418","lib":{"$lib":"Android"},"properties":{PHONE,"miui_version":"V14.0.3.0.TKNEUXM","internet_status":1,"uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","system_language":"de_DE","search_word":"overdraft"}}"#,
    ),
    (
        "",
        r#"{"type":"track_signup","event":"$SignUp","time":1700000000000,"distinct_id":"6204418","original_id":"3c9f1a7be2d84056","lib":{"$lib":"Android"},"properties":{PHONE,"miui_version":"V13","platform":"android"}}"#,
    ),
    (
        "POST /sa HTTP/1.1\r\nHost: bank.datasink.sensorsdata.cn\r\n\r\n",
        r#"{"type":"profile_set","time":1700000000000,"distinct_id":"6204418","lib":{"$lib":"Android"},"properties":{"$manufacturer":"Xiaomi","oaid":"0d4c1f0e9a5b7c31","push_miui":"x1Tz9","internet_status":"5G"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"enhanced_incognito_switch","time":1700000000000,"distinct_id":"6204418","lib":{"$lib":"iOS"},"properties":{"$lib":"iOS","$app_id":"com.bank.example","$device_id":"7A1B2C3D-0000-4000-8000-1234567890AB","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","internet_status":"wifi","system_language":"de"}}"#,
    ),
    // Shops.
    (
        "GET /sa.gif?project=default HTTP/1.1\r\nHost: analytics.shop.example\r\n\r\n",
        r#"{"type":"track","event":"$pageview","time":1700000000000,"distinct_id":"18f2c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-18f2c6dfc74c1de","lib":{"$lib":"js","$lib_version":"1.26.17"},"properties":{"$lib":"js","$url":"https://shop.example/p/7","$title":"Sofa","$referrer":"","platform":"AndroidApp","system_language":"en"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"search","time":1700000000000,"distinct_id":"18f2c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-18f2c6dfc74c1de","lib":{"$lib":"js"},"properties":{"search_word":"xiaomi phone case","used_searchengine":"internal","search_position":"top","search_method":"suggestion","uuid":"77"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"page_load_event_finish","time":1700000000000,"distinct_id":"u-1","lib":{"$lib":"Android"},"properties":{PHONE,"url":"https://shop.example/sale","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","internet_status":1}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"download_files","time":1700000000000,"distinct_id":"u-1","lib":{"$lib":"Android"},"properties":{PHONE,"op":"start","suffix":"pdf","type":"privacy","url":"https://shop.example/invoice.pdf","miui_version":"V12.5"}}"#,
    ),
    (
        "",
        r#"{"type":"item_set","item_type":"article","item_id":"7","time":1700000000000,"lib":{"$lib":"Java"},"properties":{"name":"Xiaomi charger","platform":"web"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"$MPViewScreen","time":1700000000000,"distinct_id":"oXyZ1-openid-invented-000000","lib":{"$lib":"MiniProgram"},"properties":{"$lib":"MiniProgram","$url_path":"pages/item","$scene":"1089","$manufacturer":"Xiaomi","$model":"Redmi K40","internet_status":"wifi","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31"}}"#,
    ),
    (
        "POST /sa?project=shop HTTP/1.1\r\nHost: collect.shop.example\r\nUser-Agent: Mozilla/5.0 (Linux; U; Android 13; M2102J20SG) MiuiBrowser/14.0\r\n\r\n",
        r#"{"type":"track","event":"add_to_cart","time":1700000000000,"distinct_id":"18f2c6dfc74c0abc-0123456789abcd-1c3b6450-2073600-18f2c6dfc74c1de","lib":{"$lib":"js"},"properties":{"$browser":"miui browser","item":"7"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"rv_crashed","time":1700000000000,"distinct_id":"u-1","lib":{"$lib":"Android"},"properties":{PHONE,"cause":"java.lang.IllegalStateException","uuid":"77","miui_version":"V14"}}"#,
    ),
    // Games.
    (
        "",
        r#"{"type":"track","event":"level_up","time":1700000000000,"distinct_id":"player-17","lib":{"$lib":"Android"},"properties":{PHONE,"gaid":"38400000-8cf0-11bd-b23e-10b96e40000d","channel":"xiaomi","uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","miui_version":"V14.0.3.0.TKNEUXM","system_language":"en"}}"#,
    ),
    (
        "POST /sa HTTP/1.1\r\nHost: 192.0.2.44:8106\r\n\r\n",
        r#"{"type":"track","event":"youtube_search_op","time":1700000000000,"distinct_id":"player-17","lib":{"$lib":"Unity"},"properties":{"search_word":"speedrun","search_type":"video","page":"lobby","op":"click","internet_status":1,"uuid":"77"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"incognito_reminder_show","time":1700000000000,"distinct_id":"player-17","lib":{"$lib":"Android"},"properties":{PHONE,"link":"https://game.example/guild","internet_status":1,"uuid":"77","is_incognito":true}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"login","time":1700000000000,"distinct_id":"player-17","identities":{"$identity_login_id":"player-17","$identity_android_id":"3c9f1a7be2d84056"},"lib":{"$lib":"Android"},"properties":{PHONE,"uid":"77","uid_type":"xiaomi","oaid":"0d4c1f0e9a5b7c31"}}"#,
    ),
    (
        "",
        r#"{"type":"track","event":"$AppEnd","time":1700000000000,"distinct_id":"player-17","lib":{"$lib":"HarmonyOS"},"properties":{"$lib":"HarmonyOS","$os":"HarmonyOS","event_duration":12.5,"internet_status":"wifi","system_language":"zh","uuid":"77","miui_version":""}}"#,
    ),
    (
        "POST /sa?project=game HTTP/1.1\r\nHost: sa.api.intl.miui.com.game.example\r\n\r\n",
        r#"{"type":"track","event":"purchase","time":1700000000000,"distinct_id":"player-17","lib":{"$lib":"Android"},"properties":{PHONE,"internet_status":1,"uuid":"5f3a1c9e-7b42-4d18-9c6a-2e8f0b7d4a31","miui_region":"DE","platform":"AndroidApp"}}"#,
    ),
];

#[test]
fn nothing_that_is_said_names_xiaomi() {
    for (head, body) in BODIES {
        let body = body.replace("PHONE", PHONE);
        let paste = format!("{head}{body}");
        with_report(&paste, |report| {
            assert_eq!(report.counts.events, 1, "{paste}");
            for text in sentences(report) {
                for word in ["Xiaomi", "MIUI", "Mint", "Mi Browser", "The browser"] {
                    assert!(!text.contains(word), "{word}: {text}\n{paste}");
                }
            }
            let own = ["palant-2020-05", "xiaomi", "onetrack", "miui", "mihome"];
            for source in &report.sources {
                let is_own = own.iter().any(|one| source.id.starts_with(one));
                assert!(!is_own, "{}\n{paste}", source.id);
            }
            // What the page advises, it knows by these.
            for request in &report.requests {
                let sender = request.sender.as_ref().map_or("", |sender| sender.id);
                assert_eq!(request.protocol.id, "sensors-analytics", "{paste}");
                assert!(
                    !["mint-browser", "xiaomi-browser"].contains(&sender),
                    "{paste}"
                );
            }
        });
    }
}
