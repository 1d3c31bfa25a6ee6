//! Commands of PowerShell: what they send, and what is none.

use super::written_tests::check;

#[test]
fn commands_as_browsers_copy_them() {
    let copied = "$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\n\
        $session.UserAgent = \"Mozilla (x)\"\n\
        $session.Cookies.Add((New-Object System.Net.Cookie(\"a\", \"b\", \"/\", \"a.example\")))\n\
        Invoke-WebRequest -UseBasicParsing -Uri \"https://a.example/sa?b=c&d=e\" `\n-Method \"POST\" `\n\
        -WebSession $session `\n-Headers @{\n\"authority\"=\"a.example\"\n  \"method\"=\"POST\"\n  \"path\"=\"/sa\"\n  \"scheme\"=\"https\"\n  \"A\"=\"b`\"c`\"\"\n} `\n\
        -ContentType \"application/json\" `\n\
        -Body ([System.Text.Encoding]::UTF8.GetBytes(\"{`\"f`\":`\"L$([char]233)`$$([char]10)`\"}\"))";
    let expected = "POST https://a.example/sa?b=c&d=e [A=b\"c\"; content-type=application/json; user-agent=Mozilla (x)] \
        bytes \"{\\\"f\\\":\\\"Lé$\\n\\\"}\"";
    check(copied, &[expected]);
    let crlf = copied.replace('\n', "\r\n");
    check(&crlf, &[expected]);
    let second = "Invoke-WebRequest -UseBasicParsing -Uri \"http://b.example\"";
    check(
        &[copied, ";\r\n", second, ";\r\n", copied].concat(),
        &[expected, "GET http://b.example", expected],
    );
}

#[test]
fn commands_as_people_write_them() {
    check(
        "$headers = New-Object \"System.Collections.Generic.Dictionary[[String],[String]]\"\n\
         $headers.Add(\"A\", \"b\")\n$headers['C'] = 'it''s'\n$body = @\"\n{\"a\":\"\",`$b}\n\"@\n\n\
         $response = Invoke-RestMethod 'https://a.example/' -Method 'PUT' -Headers $headers -Body $body\n$response | ConvertTo-Json",
        &["PUT https://a.example/ [A=b; C=it's] bytes \"{\\\"a\\\":\\\"\\\",$b}\""],
    );
    check(
        "irm -uri https://a.example/ -Method Post -Body @'\na=b\n'@",
        &["no command"],
    );
    check(
        "irm -uri 'https://a.example/' -Method Post -Body @'\na=b\n'@",
        &["POST https://a.example/ form a=b"],
    );
    check(
        "$p = @{ Uri = 'https://a.example/'; Method = 'POST'; Body = @{ a = 'b'; c = 1 } }\nInvoke-RestMethod @p",
        &["POST https://a.example/ form a=b&c=1"],
    );
    check(
        "iwr \"https://a.example/\" -Method POST -Body ([Byte[]](0x7b,0x22, 0x61))",
        &["POST https://a.example/ bytes \"{\\\"a\""],
    );
    check(
        "Invoke-WebRequest -Uri \"https://a.example/\" -Body \"a=b",
        &["command-cut", "POST https://a.example/ form a=b"],
    );
}

#[test]
fn what_sends_nothing_is_none() {
    for text in [
        "Invoke-WebRequest is a command for https://a.example/",
        "Use iwr.",
        "irm $url",
        "$a = 'b'; $c = @{ d = 'e' }",
    ] {
        check(text, &["no command"]);
    }
}
