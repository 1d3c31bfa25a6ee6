//! The letters that ask a company for what it has of somebody, in each language.

use crate::report::{Origin, Provenance};

/// What a letter says, apart from what stands in the capture.
pub(crate) struct Letter {
    pub(crate) warning: &'static str,
    /// What is said everywhere of a capture that came by a link, and what that means for a letter.
    pub(crate) provenance: fn(Provenance) -> &'static str,
    pub(crate) from_link: &'static str,
    /// What is said where the recording has requests to others.
    pub(crate) others: &'static str,
    pub(crate) sender: &'static [&'static str],
    pub(crate) host: &'static str,
    pub(crate) no_host: &'static str,
    /// What is added where Xiaomi received it.
    pub(crate) xiaomi: &'static str,
    pub(crate) date: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) salutation: &'static str,
    pub(crate) before_host: &'static str,
    pub(crate) asks: &'static str,
    pub(crate) questions: &'static [&'static str],
    pub(crate) deadline: &'static str,
    /// The same in every letter, and what follows where the values are masked, and where whoever made
    /// a link says so.
    pub(crate) find: [&'static str; 3],
    pub(crate) nothing_to_find: &'static str,
    /// Around what the capture says.
    pub(crate) marks: [&'static str; 2],
    /// Between the names of an identifier and what has to be filled in for it.
    pub(crate) fill: [&'static str; 2],
    /// Before and behind their number.
    pub(crate) more: [&'static str; 2],
    pub(crate) period: [&'static str; 2],
    pub(crate) purpose: &'static str,
    pub(crate) farewell: &'static [&'static str],
}

pub(crate) const ENGLISH: Letter = Letter {
    warning: "TEMPLATE, NOT LEGAL ADVICE. A program, {}, made this letter from a captured request. Read all of it, fill in what is in [brackets], take out what does not apply, and delete this paragraph.",
    provenance: |provenance| provenance.text,
    from_link: "[{}. Send a letter only about what your own device sent.]",
    others: "[The capture also has requests to others: {}. This letter names only what was sent to the company below. Send the others a letter of their own.]",
    sender: &[
        "[your first and last name]",
        "[your street and number]",
        "[your postcode, town and country]",
        "[your e-mail address, where the answer may go there]",
    ],
    host: "[name and address of the company that answers for {}; the privacy policy of the app names it]",
    no_host: "[name and address of the company; the privacy policy of the app names it]",
    xiaomi: "[Xiaomi’s own privacy policy of 15 January 2021, privacy.mi.com/all/nl_NL/, names Xiaomi Singapore Pte. Ltd. and Xiaomi Technology Netherlands BV. The one of 4 September 2019, kept at web.archive.org/web/20191225060030/https://privacy.mi.com/all/en_US, says that in the European Economic Area Xiaomi Technology Netherlands B.V. is the controller, and gives as its address: Room 04-106, Wework, Strawinskylaan 4117, 4th floor, Atrium North Tower, Amsterdam, 1017XD. Policies of July 2021 and January 2022 give the same address and the form at privacy.mi.com/support. Look in the newest policy what has changed since; then delete this paragraph.]",
    date: "[place], [date]",
    subject: "Request for access under Article 15 of the General Data Protection Regulation (GDPR)",
    salutation: "Dear Sir or Madam,",
    before_host: "I captured what [name of the app or device] sends. The capture shows that data about me and my device was sent to {}. I therefore request access under Article 15 GDPR.",
    asks: "Please answer each of these points:",
    questions: &[
        "Do you process personal data concerning me (Art. 15(1) GDPR)?",
        "If so, send me a copy of all of these data, in a commonly used electronic form (Art. 15(3) GDPR), with the single records and not only a summary of them.",
        "For what purposes do you process them (Art. 15(1)(a))?",
        "What categories of personal data are they (Art. 15(1)(b))?",
        "To which recipients have you disclosed them, or will you disclose them, in particular in third countries (Art. 15(1)(c))? Please name each recipient.",
        "How long will you store them or, if that cannot be said, by what criteria is it decided (Art. 15(1)(d))?",
        "What do I have to do to have them rectified or erased, to have the processing restricted, or to object to it (Art. 15(1)(e))?",
        "With which supervisory authority can I lodge a complaint (Art. 15(1)(f))?",
        "From what source do those data come that you did not collect from me (Art. 15(1)(g))?",
        "Do you use automated decision-making, including profiling? If so, by what logic, and with what significance and envisaged consequences for me (Art. 15(1)(h))?",
        "If the data are transferred to a third country: under which appropriate safeguards pursuant to Article 46 (Art. 15(2))?",
    ],
    deadline: "Please answer without undue delay and in any event within one month of receipt of this request (Art. 12(3) GDPR).",
    find: [
        "So that you can find my data, these are values by which the capture identifies me, my device or my copy of the app",
        ". [In the capture that this letter was made from they were hidden. Fill in your own values from your own capture.]",
        ". [This letter was made from a link, whose maker says that they were hidden. Fill in your own values from your own capture.]",
    ],
    nothing_to_find: "[Add what helps the company to find your data, such as the e-mail address of your account.]",
    marks: ["“", "”"],
    fill: [": [fill in; “", "” stands for it]"],
    more: ["[", " more are in the capture]"],
    period: ["The records in it are from ", " to "],
    purpose: "I send these values for this request only. Should you have reasonable doubts about who I am, please say what further information you need (Art. 12(6) GDPR).",
    farewell: &["Yours faithfully,", "", "[signature]", "[your name]"],
};

pub(crate) const GERMAN: Letter = Letter {
    warning: "MUSTER, KEINE RECHTSBERATUNG. Ein Programm, {}, hat diesen Brief aus einer aufgezeichneten Anfrage erstellt. Lesen Sie ihn ganz, füllen Sie aus, was in [eckigen Klammern] steht, streichen Sie, was nicht zutrifft, und löschen Sie diesen Absatz.",
    provenance: |provenance| match provenance.from {
        Origin::Link => {
            "Aus einem Link; wer ihn gemacht hat, sagt, darin seien Werte unkenntlich gemacht; nicht überprüft"
        }
        Origin::LinkOfLink => {
            "Aus einem Link, der aus einem anderen Link gemacht wurde; wer ihn gemacht hat, sagt, darin seien Werte unkenntlich gemacht; nicht überprüft"
        }
    },
    from_link: "[{}. Schicken Sie nur einen Brief über das, was Ihr eigenes Gerät gesendet hat.]",
    others: "[Die Aufzeichnung enthält auch Anfragen an andere: {}. Dieser Brief nennt nur, was an das unten genannte Unternehmen gesendet wurde. Schicken Sie den anderen einen eigenen Brief.]",
    sender: &[
        "[Ihr Vor- und Nachname]",
        "[Ihre Straße und Hausnummer]",
        "[Ihre Postleitzahl, Ihr Ort und Land]",
        "[Ihre E-Mail-Adresse, falls die Antwort dorthin gehen darf]",
    ],
    host: "[Name und Anschrift des Unternehmens, das für {} verantwortlich ist; die Datenschutzerklärung der App nennt es]",
    no_host: "[Name und Anschrift des Unternehmens; die Datenschutzerklärung der App nennt es]",
    xiaomi: "[Xiaomis eigene Datenschutzerklärung vom 15. Januar 2021, privacy.mi.com/all/nl_NL/, nennt Xiaomi Singapore Pte. Ltd. und Xiaomi Technology Netherlands BV. Die vom 4. September 2019, aufbewahrt unter web.archive.org/web/20191225060030/https://privacy.mi.com/all/en_US, sagt, dass im Europäischen Wirtschaftsraum Xiaomi Technology Netherlands B.V. verantwortlich ist, und nennt als Anschrift: Room 04-106, Wework, Strawinskylaan 4117, 4th floor, Atrium North Tower, Amsterdam, 1017XD. Fassungen vom Juli 2021 und Januar 2022 nennen dieselbe Anschrift und das Formular unter privacy.mi.com/support. Sehen Sie in der neuesten nach, was sich seither geändert hat; löschen Sie dann diesen Absatz.]",
    date: "[Ort], [Datum]",
    subject: "Antrag auf Auskunft nach Artikel 15 der Datenschutz-Grundverordnung (DSGVO)",
    salutation: "Sehr geehrte Damen und Herren,",
    before_host: "ich habe aufgezeichnet, was [Name der App oder des Geräts] sendet. Die Aufzeichnung zeigt, dass Daten über mich und mein Gerät an {} gesendet werden. Deshalb beantrage ich Auskunft nach Artikel 15 DSGVO.",
    asks: "Bitte beantworten Sie jeden der folgenden Punkte:",
    questions: &[
        "Verarbeiten Sie personenbezogene Daten, die mich betreffen (Art. 15 Abs. 1 DSGVO)?",
        "Falls ja, senden Sie mir bitte eine Kopie aller dieser Daten in einem gängigen elektronischen Format (Art. 15 Abs. 3 DSGVO), und zwar der einzelnen Datensätze, nicht nur eine Zusammenfassung.",
        "Zu welchen Zwecken verarbeiten Sie diese Daten (Art. 15 Abs. 1 lit. a)?",
        "Welche Kategorien personenbezogener Daten sind es (Art. 15 Abs. 1 lit. b)?",
        "Welchen Empfängern haben Sie die Daten offengelegt oder werden Sie sie offenlegen, insbesondere in Drittländern (Art. 15 Abs. 1 lit. c)? Bitte nennen Sie jeden Empfänger einzeln.",
        "Wie lange werden die Daten gespeichert oder, falls sich das nicht angeben lässt, nach welchen Kriterien wird die Dauer festgelegt (Art. 15 Abs. 1 lit. d)?",
        "Wie kann ich die Daten berichtigen oder löschen lassen, die Verarbeitung einschränken lassen oder ihr widersprechen (Art. 15 Abs. 1 lit. e)?",
        "Bei welcher Aufsichtsbehörde kann ich mich beschweren (Art. 15 Abs. 1 lit. f)?",
        "Aus welcher Quelle stammen die Daten, die Sie nicht bei mir erhoben haben (Art. 15 Abs. 1 lit. g)?",
        "Treffen Sie automatisierte Entscheidungen, oder betreiben Sie Profiling? Falls ja: nach welcher Logik, und mit welcher Tragweite und welchen angestrebten Auswirkungen für mich (Art. 15 Abs. 1 lit. h)?",
        "Falls die Daten in ein Drittland übermittelt werden: Welche geeigneten Garantien nach Artikel 46 bestehen dafür (Art. 15 Abs. 2)?",
    ],
    deadline: "Bitte antworten Sie unverzüglich, spätestens aber innerhalb eines Monats nach Eingang dieses Antrags (Art. 12 Abs. 3 DSGVO).",
    find: [
        "Damit Sie meine Daten finden können, nenne ich Werte, unter denen die Aufzeichnung mich, mein Gerät oder meine Installation der App führt",
        ". [In der Aufzeichnung, aus der dieser Brief erstellt wurde, waren sie unkenntlich gemacht. Tragen Sie Ihre eigenen Werte aus Ihrer eigenen Aufzeichnung ein.]",
        ". [Dieser Brief wurde aus einem Link erstellt. Wer den Link gemacht hat, sagt, sie seien unkenntlich gemacht. Tragen Sie Ihre eigenen Werte aus Ihrer eigenen Aufzeichnung ein.]",
    ],
    nothing_to_find: "[Ergänzen Sie, woran das Unternehmen Ihre Daten erkennt, etwa die E-Mail-Adresse Ihres Kontos.]",
    marks: ["„", "“"],
    fill: [": [ergänzen; in der Aufzeichnung steht dafür „", "“]"],
    more: ["[in der Aufzeichnung stehen noch ", " weitere]"],
    period: ["Die Datensätze darin stammen aus der Zeit von ", " bis "],
    purpose: "Diese Werte übermittle ich nur für diesen Antrag. Sollten Sie begründete Zweifel an meiner Identität haben, teilen Sie mir bitte mit, welche weiteren Angaben Sie benötigen (Art. 12 Abs. 6 DSGVO).",
    farewell: &[
        "Mit freundlichen Grüßen",
        "",
        "[Unterschrift]",
        "[Ihr Name]",
    ],
};
