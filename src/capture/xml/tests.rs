use super::*;
use crate::capture::request::{Body, Request};
use crate::capture::{Container, Item};

fn read(container: &Container, input: &str) -> (Vec<Request>, Vec<&'static str>) {
    let (mut requests, mut problems) = (Vec::new(), Vec::new());
    (container.open)(input.as_bytes(), 0, &mut |item| match item {
        Item::Text(..) | Item::Hosts(_) => {}
        Item::Request(request) => requests.push(request),
        Item::Problem(problem) => problems.push(problem.code),
    });
    (requests, problems)
}

fn shown(requests: &[Request]) -> Vec<String> {
    let line = |request: &Request| {
        let method = request.method.as_deref().unwrap_or("?");
        let url = request.url.as_deref().unwrap_or("?");
        let body = match &request.body {
            Body::None => "none".to_owned(),
            Body::Form(params) => format!("{} fields", params.len()),
            Body::Bytes(at) => request.text(*at).to_owned(),
        };
        [method, url, &body].join(" ")
    };
    requests.iter().map(line).collect()
}

const ITEMS: &str = r#"<?xml version="1.0"?>
<!DOCTYPE items [
<!ELEMENT items (item*)>
<!ATTLIST items burpVersion CDATA "">
]>
<items burpVersion="2020.4" exportTime='a > b'>
  <item>
    <url><![CDATA[https://a.example/sa?a=1]]></url>
    <request base64="true"><![CDATA[UE9TVCAvc2E/YT0xIEhUVFAvMS4xDQpIb3N0OiBhLmV4YW1wbGUNCg0KWzFd]]></request>
    <response base64="false"><![CDATA[HTTP/1.1 200 OK

<request><![CDATA[GET / HTTP/1.1]]></response>
  </item>
  <item>
    <url>http://b.example:81/x?a=1&amp;b=2</url>
    <request base64="false"><![CDATA[PUT /x?a=1&b=2 HTTP/2
Content-Type: text/plain

["]]>"]]]></request>
  </item>
  <item>
    <url><![CDATA[https://c.example/]]></url>
    <request base64="false">GET /?a=1&amp;b=2 HTTP/1.1
Host: c.example

</request>
    <response/>
  </item>
</items>"#;

#[test]
fn items_of_burp_are_read() {
    assert!((BURP.recognize)(ITEMS.as_bytes(), 0).is_some());
    let expected = [
        "POST https://a.example/sa?a=1 [1]",
        "PUT http://b.example:81/x?a=1&b=2 [\"]]>\"]",
        "GET https://c.example/?a=1&b=2 none",
    ];
    let (requests, problems) = read(&BURP, ITEMS);
    assert_eq!(shown(&requests), expected);
    assert!(problems.is_empty(), "{problems:?}");
    // Every byte leads back to the file.
    let Body::Bytes(at) = requests[0].body else {
        panic!("expected bytes")
    };
    let places = requests[0].store.provenance(at, "");
    let place = requests[0].file_place(&places, "").unwrap();
    let end = ITEMS.find("WzFd").unwrap() as u64 + 4;
    assert_eq!((place.start, place.end), (end - 4, end));
    let (requests, _) = read(&BURP, &ITEMS.replace('\n', "\r\n"));
    assert_eq!(shown(&requests), expected);
}

#[test]
fn of_items_that_are_cut_off_there_is_what_there_is() {
    let first = ITEMS.find("</request>").unwrap();
    for end in first..ITEMS.len() {
        let (requests, problems) = read(&BURP, ITEMS.get(..end).unwrap());
        assert!((1..=3).contains(&requests.len()), "{end}");
        assert!(problems.len() <= 1, "{end} {problems:?}");
    }
    let (requests, problems) = read(&BURP, &ITEMS.replace("UE9TVCAvc2E", "!!!!"));
    assert_eq!((requests.len(), problems), (2, vec!["entry-unreadable"]));
}

const SESSION: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?charles serialisation-version='2.0' ?>
<charles-session>
<transaction method="POST" protocol="https" host="a.example" port="8443" path="/sa" query="a=1&amp;b=2" startTimeMillis="1588939994567">
<request headers="true" body="true"><headers><first-line><![CDATA[POST /sa HTTP/1.1]]></first-line>
<header><name>X-A</name><value>1 &lt; 2</value></header><header><name>X-B</name><value/></header></headers>
<body><![CDATA[{"a":1}]]></body></request>
<response status="200"><headers><header><name>x</name><value>y</value></header></headers><body><![CDATA[no]]></body></response>
</transaction>
<transaction method="CONNECT" protocol="https" host="c.example" port="443" path=""><request/><response/></transaction>
<transaction method="PUT" protocol="http" host="b.example" port="80" path="/p" query=""><request><headers></headers><body encoding="base64">
WzFd
</body></request></transaction>
</charles-session>"#;

#[test]
fn sessions_of_charles_are_read() {
    assert!((CHARLES.recognize)(SESSION.as_bytes(), 0).is_some());
    let (requests, problems) = read(&CHARLES, SESSION);
    assert_eq!(
        shown(&requests),
        [
            "POST https://a.example:8443/sa?a=1&b=2 {\"a\":1}",
            "CONNECT https://c.example none",
            "PUT http://b.example/p [1]",
        ]
    );
    assert!(problems.is_empty());
    assert_eq!(requests[0].header("x-a"), Some("1 < 2"));
    assert_eq!(requests[0].header("x-b"), Some(""));
    assert_eq!(requests[0].query_value("b"), Some("2"));
    assert_eq!(requests[0].started, Some(1_588_939_994_567));
    let query = requests[0].query[1].value;
    let places = requests[0].store.provenance(query, "");
    let place = requests[0].file_place(&places, "").unwrap();
    let start = SESSION.find("b=2").unwrap() as u64 + 2;
    assert_eq!((place.start, place.end), (start, start + 1));
    let first = SESSION.find("</request>").unwrap();
    for end in first..SESSION.len() {
        let (requests, problems) = read(&CHARLES, SESSION.get(..end).unwrap());
        assert!((1..=3).contains(&requests.len()), "{end}");
        assert!(problems.len() <= 1, "{end} {problems:?}");
    }
}

const PLAN: &str = r#"<?xml version="1.0"?>
<jmeterTestPlan version="1.2"><hashTree>
<ConfigTestElement><stringProp name="HTTPSampler.domain">a.example</stringProp></ConfigTestElement>
<HTTPSamplerProxy><stringProp name="HTTPSampler.path">/sa?b=1&amp;c=2</stringProp>
<stringProp name="HTTPSampler.method">POST</stringProp><elementProp name="HTTPsampler.Arguments" elementType="Arguments">
<elementProp name="" elementType="HTTPArgument"><stringProp name="Argument.value">{&quot;d&quot;:1}</stringProp></elementProp>
</elementProp></HTTPSamplerProxy>
<HTTPSamplerProxy><elementProp name="e" elementType="HTTPArgument"><stringProp name="Argument.value">f</stringProp>
<stringProp name="Argument.name">e</stringProp></elementProp><stringProp name="HTTPSampler.domain">b.example</stringProp>
<stringProp name="HTTPSampler.port">8080</stringProp><stringProp name="HTTPSampler.protocol">http</stringProp>
<stringProp name="HTTPSampler.path">/g</stringProp><stringProp name="HTTPSampler.method">GET</stringProp></HTTPSamplerProxy>
</hashTree></jmeterTestPlan>"#;

#[test]
fn plans_of_jmeter_are_read() {
    let (requests, problems) = read(&JMETER, PLAN);
    let expected = [
        "POST //a.example/sa?b=1&c=2 {\"d\":1}",
        "GET http://b.example:8080/g?e=f none",
    ];
    assert_eq!(
        (shown(&requests), problems),
        (expected.map(str::to_owned).to_vec(), vec![])
    );
    assert_eq!(requests[1].query_value("e"), Some("f"));
    for end in 0..PLAN.len() {
        read(&JMETER, PLAN.get(..end).unwrap_or_default());
    }
    let other = PLAN.replace("HTTPSamplerProxy", "JavaSampler");
    assert_eq!(read(&JMETER, &other).1, ["export-empty"]);
}

#[test]
fn headers_of_a_plan_are_those_of_the_requests_below() {
    let header = |name: &str, value: &str| {
        format!(
            "<HeaderManager><collectionProp><elementProp elementType=\"Header\">\
             <stringProp name=\"Header.name\">{name}</stringProp>\
             <stringProp name=\"Header.value\">{value}</stringProp></elementProp>\
             </collectionProp></HeaderManager><hashTree/>"
        )
    };
    let request = "<HTTPSamplerProxy><stringProp name=\"HTTPSampler.path\">/a</stringProp></HTTPSamplerProxy>";
    let plan = format!(
        "<jmeterTestPlan><hashTree>{}<x/><hashTree>{}{request}<hashTree>{}{}</hashTree></hashTree>{request}<hashTree/></hashTree>",
        header("all", "1 &amp; 2"),
        header("some", "3"),
        header("own", "4"),
        header("ALL", "5"),
    );
    let (requests, _) = read(&JMETER, &plan);
    let headers = requests.iter().map(|request| {
        let text = |at| request.store.text(at);
        let own = request.headers.iter();
        let own = own.map(|one| format!("{}: {}", text(one.name), text(one.value)));
        own.collect::<Vec<_>>().join(", ")
    });
    assert_eq!(
        headers.collect::<Vec<_>>(),
        ["some: 3, own: 4, ALL: 5", "all: 1 & 2"]
    );
}

#[test]
fn other_xml_is_none() {
    for other in [
        "",
        "items",
        "<html><items></items></html>",
        "<!-- items --><list/>",
        "<item/>",
        "<itemset></itemset>",
        "text <items>",
        "<items",
    ] {
        assert!((JMETER.recognize)(other.as_bytes(), 0).is_none(), "{other}");
        assert!((BURP.recognize)(other.as_bytes(), 0).is_none(), "{other}");
        assert!(
            (CHARLES.recognize)(other.as_bytes(), 0).is_none(),
            "{other}"
        );
    }
}

#[test]
fn any_damage_has_an_end() {
    test_support::property(|u| {
        for (container, text) in [(&BURP, ITEMS), (&CHARLES, SESSION), (&JMETER, PLAN)] {
            let mut text = text.as_bytes().to_vec();
            for _ in 0..u.int_in_range(1..=5)? {
                let at = u.choose_index(text.len())?;
                match u.int_in_range(0..=2)? {
                    0 => text[at] = *u.choose(b"<>&]\"=/![ x")?,
                    1 => text.insert(at, *u.choose(b"<>&]\"=/![ x")?),
                    _ => drop(text.remove(at)),
                }
            }
            let length = text.len();
            for request in read(container, &String::from_utf8_lossy(&text)).0 {
                assert!(request.at.file.end as usize <= length);
            }
        }
        Ok(())
    });
    let open = "<items><item><request base64=\"false\"><![CDATA[a]]><x>".repeat(20_000);
    let _ = read(&BURP, &open);
    let open = "<charles-session><transaction><request><body><![CDATA[".repeat(20_000);
    let _ = read(&CHARLES, &open);
}
