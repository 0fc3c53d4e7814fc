using StudyDashboard.Data.Demo;

namespace StudyDashboard.Features.Review.Demo;

/// <summary>A deck of the demo: whose, how it is called, and its cards in the order in which they are learned.</summary>
internal sealed record DemoDeck(string Email, string Name, string Language, IReadOnlyList<(string Front, string Back)> Cards);

/// <summary>What the demo's students learn by heart. Content, not texts of the product; forms are put together by rule, so that there are enough for two years.</summary>
internal static class DemoDecks
{
    private static readonly (string Verb, string Meaning)[] SpanishAr =
    [
        ("hablar", "to speak"), ("cantar", "to sing"), ("bailar", "to dance"), ("trabajar", "to work"), ("estudiar", "to study"), ("comprar", "to buy"), ("mirar", "to watch"),
        ("escuchar", "to listen"), ("caminar", "to walk"), ("viajar", "to travel"), ("ayudar", "to help"), ("llamar", "to call"), ("esperar", "to wait"), ("preguntar", "to ask"),
        ("contestar", "to answer"), ("cocinar", "to cook"), ("limpiar", "to clean"), ("nadar", "to swim"), ("ganar", "to win"), ("olvidar", "to forget"), ("entrar", "to enter"),
        ("terminar", "to finish"), ("visitar", "to visit"), ("dejar", "to leave behind"), ("cambiar", "to change"), ("gritar", "to shout"), ("llevar", "to carry"), ("necesitar", "to need"),
    ];

    private static readonly (string Person, string Present, string Past, string Imperfect)[] SpanishEndings =
    [
        ("yo", "o", "é", "aba"), ("tú", "as", "aste", "abas"), ("ella", "a", "ó", "aba"), ("nosotros", "amos", "amos", "ábamos"), ("ellos", "an", "aron", "aban"),
    ];

    private static readonly (string Noun, string Article, string Meaning)[] German =
    [
        ("Tisch", "der", "table"), ("Stuhl", "der", "chair"), ("Lampe", "die", "lamp"), ("Fenster", "das", "window"), ("Tür", "die", "door"), ("Haus", "das", "house"), ("Straße", "die", "street"),
        ("Baum", "der", "tree"), ("Blume", "die", "flower"), ("Buch", "das", "book"), ("Zeitung", "die", "newspaper"), ("Brief", "der", "letter"), ("Schlüssel", "der", "key"), ("Tasche", "die", "bag"),
        ("Kleid", "das", "dress"), ("Hemd", "das", "shirt"), ("Schuh", "der", "shoe"), ("Uhr", "die", "clock"), ("Brot", "das", "bread"), ("Apfel", "der", "apple"), ("Milch", "die", "milk"),
        ("Löffel", "der", "spoon"), ("Gabel", "die", "fork"), ("Messer", "das", "knife"), ("Zug", "der", "train"), ("Bahnhof", "der", "station"), ("Flughafen", "der", "airport"), ("Fahrrad", "das", "bicycle"),
        ("Brücke", "die", "bridge"), ("Fluss", "der", "river"), ("See", "der", "lake"), ("Wolke", "die", "cloud"), ("Regen", "der", "rain"), ("Schnee", "der", "snow"), ("Jahr", "das", "year"),
        ("Woche", "die", "week"), ("Monat", "der", "month"), ("Arzt", "der", "doctor"), ("Krankheit", "die", "illness"), ("Rezept", "das", "prescription"), ("Apotheke", "die", "pharmacy"), ("Rechnung", "die", "bill"),
        ("Geschenk", "das", "gift"), ("Gespräch", "das", "conversation"), ("Frage", "die", "question"), ("Antwort", "die", "answer"), ("Sprache", "die", "language"), ("Wort", "das", "word"), ("Ziel", "das", "goal"),
    ];

    private static readonly string[] Quadrants = ["upper right", "upper left", "lower left", "lower right"];
    private static readonly string[] Teeth =
        ["central incisor", "lateral incisor", "canine", "first premolar", "second premolar", "first molar", "second molar", "third molar"];

    private static readonly (string Front, string Back)[] Nerves =
    [
        ("I", "olfactory"), ("II", "optic"), ("III", "oculomotor"), ("IV", "trochlear"), ("V", "trigeminal"), ("VI", "abducens"), ("VII", "facial"), ("VIII", "vestibulocochlear"),
        ("IX", "glossopharyngeal"), ("X", "vagus"), ("XI", "accessory"), ("XII", "hypoglossal"),
    ];

    private static readonly (string Verb, string Past, string Participle)[] English =
    [
        ("begin", "began", "begun"), ("break", "broke", "broken"), ("choose", "chose", "chosen"), ("drive", "drove", "driven"), ("eat", "ate", "eaten"), ("fall", "fell", "fallen"), ("fly", "flew", "flown"),
        ("forget", "forgot", "forgotten"), ("give", "gave", "given"), ("go", "went", "gone"), ("grow", "grew", "grown"), ("know", "knew", "known"), ("ride", "rode", "ridden"), ("rise", "rose", "risen"),
        ("see", "saw", "seen"), ("shake", "shook", "shaken"), ("speak", "spoke", "spoken"), ("steal", "stole", "stolen"), ("swim", "swam", "swum"), ("take", "took", "taken"), ("throw", "threw", "thrown"),
        ("wake", "woke", "woken"), ("wear", "wore", "worn"), ("write", "wrote", "written"),
    ];

    public static IReadOnlyList<DemoDeck> All { get; } =
    [
        new(DemoPeople.Student, "Spanish verbs", "es", [.. SpanishAr.SelectMany(SpanishForms)]),
        new(DemoPeople.Jonas, "Teeth and nerves", "", [.. Quadrants.SelectMany((quadrant, q) => Teeth.Select((tooth, t) => ($"Tooth {q + 1}{t + 1} (FDI)", $"{quadrant} {tooth}"))),
            .. Nerves.SelectMany(n => new[] { ($"Cranial nerve {n.Front}", n.Back), ($"The {n.Back} nerve is cranial nerve …", n.Front) })]),
        new(DemoPeople.Aiko, "German nouns", "de", [.. German.SelectMany(n => new[] { ($"{n.Meaning} (noun with article)", $"{n.Article} {n.Noun}"), ($"{n.Article} {n.Noun}", n.Meaning) })]),
        new(DemoPeople.Leo, "Irregular verbs", "en", [.. English.SelectMany(v => new[] { ($"{v.Verb}: past", v.Past), ($"{v.Verb}: participle", v.Participle) })]),
    ];

    /// <summary>A deck to look around with, as a file of cards.</summary>
    public static string SampleCsv { get; } =
        "front,back\n" + string.Concat(German.Take(24).Select(n => $"{n.Meaning} (noun with article),{n.Article} {n.Noun}\n"));

    private static IEnumerable<(string Front, string Back)> SpanishForms((string Verb, string Meaning) verb)
    {
        var stem = verb.Verb[..^2];
        yield return ($"{verb.Meaning} (Spanish)", verb.Verb);
        foreach (var (person, present, past, imperfect) in SpanishEndings)
        {
            yield return ($"{verb.Verb}, {person}, present", $"{person} **{stem}{present}**");
            yield return ($"{verb.Verb}, {person}, pretérito", $"{person} **{stem}{past}**");
            yield return ($"{verb.Verb}, {person}, imperfecto", $"{person} **{stem}{imperfect}**");
        }
    }
}
