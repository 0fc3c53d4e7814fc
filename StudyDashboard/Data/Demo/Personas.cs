using static StudyDashboard.Features.Sessions.SessionKind;

namespace StudyDashboard.Data.Demo;

/// <summary>The students of the demo, and the one whose sessions fill a new account as an example. Names and notes are content, not texts of the product.</summary>
public static class Personas
{
    private static readonly IReadOnlyList<((int, int), (int, int))> SchoolHolidays =
        [((12, 22), (12, 31)), ((1, 1), (1, 4)), ((4, 3), (4, 12)), ((7, 12), (8, 23))];

    private static readonly PersonaSubject Mathematics = new("Mathematics", 3, [Practice, Practice, Practice, Theory, Test],
        ["Signs in long divisions again. Write every step.", "Quadratics are fine now, on to inequalities.", "Ask about question 7 on Thursday.", "Past paper in 52 minutes, two careless slips."]);

    private static readonly PersonaSubject Biology = new("Biology", 2, [Theory, Theory, ContentStudy, Practice, Review],
        ["Meiosis: draw it once without the book.", "Video on the kidney was good, make cards from it.", "Chapter 12 done."]);

    private static readonly PersonaSubject History = new("History", 1.2, [Theory, Review, ContentStudy, Test],
        ["Causes first, dates second.", "Essay plan: three arguments, one source each."]);

    private static readonly PersonaSubject Spanish = new("Spanish", 1.8, [Practice, Theory, Conversation, ContentStudy],
        ["Pretérito or imperfecto: 8 of 10.", "Talked about the weekend for ten minutes.", "Listened twice, then with the text."], "Spanish");

    private static readonly PersonaSubject Chemistry = new("Chemistry", 1.5, [Practice, Theory, Practice, Test],
        ["Balance first, then the moles.", "Acids and bases: table by heart."]);

    /// <summary>A pupil of sixteen with a tutor and a guardian; the demo's main student.</summary>
    public static Persona Mina { get; } = new()
    {
        Seed = 3,
        Subjects = [Mathematics, Biology, Spanish, Chemistry, History],
        Rhythm = [0.3, 2.0, 1.7, 2.2, 1.6, 0.9, 1.6],
        Minutes = 38,
        Exams = [(1, 29), (6, 17), (11, 30)],
        Holidays = SchoolHolidays,
        Cards = 0.45,
        Nights = 0.012,
        Streak = 18,
        RestDay = DayOfWeek.Sunday,
        Plans = true,
    };

    /// <summary>A dentistry student before the licensing exam, who studies late and whose day ends at midnight.</summary>
    public static Persona Jonas { get; } = new()
    {
        Seed = 5,
        Subjects =
        [
            new("Oral surgery", 2, [Theory, Practice, Test], ["Nerve blocks: landmarks again."]),
            new("Prosthodontics", 1.5, [Theory, Practice, Review], []),
            new("Periodontology", 1.3, [Theory, Practice, Test], ["New classification, stages and grades."]),
            new("Anatomy", 1, [Review, Practice, ContentStudy], ["Trigeminal branches without looking: all but two."]),
        ],
        Rhythm = [1.2, 1.8, 2.1, 1.9, 2.0, 0.8, 1.4],
        Minutes = 55,
        Accuracy = (0.52, 0.81),
        Exams = [(3, 20), (9, 25)],
        Holidays = [((8, 1), (8, 21)), ((12, 24), (12, 31))],
        Cards = 0.6,
        Nights = 0.09,
        Plans = true,
        ForgotTimer = true,
    };

    /// <summary>Someone who learns a language beside work, a little on most days.</summary>
    public static Persona Aiko { get; } = new()
    {
        Seed = 11,
        Subjects = [new("German", 1, [Practice, ContentStudy, Conversation, Theory], ["Two-way prepositions.", "Radio: understood the headlines."], "German")],
        Rhythm = [0.6, 0.8, 0.7, 0.9, 0.6, 0.4, 0.9],
        Minutes = 26,
        Accuracy = (0.66, 0.9),
        Cards = 0.7,
    };

    /// <summary>A pupil who began six weeks ago.</summary>
    public static Persona Leo { get; } = new()
    {
        Seed = 17,
        Subjects = [Mathematics, new("English", 1.5, [Practice, Theory, ContentStudy], [], "English")],
        Rhythm = [0.2, 0.9, 0.6, 1.0, 0.7, 0.3, 0.4],
        Days = 42,
        Minutes = 28,
        Accuracy = (0.5, 0.66),
    };

    /// <summary>Eight weeks that fill a new account as an example.</summary>
    public static Persona Sample { get; } = Mina with { Days = 56, Streak = 6, Nights = 0 };
}
