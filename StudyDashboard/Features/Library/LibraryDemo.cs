using StudyDashboard.Data.Demo;

namespace StudyDashboard.Features.Library;

/// <summary>The demo student's shelf. What the materials say is content, not a text of the product.</summary>
internal sealed class LibraryDemo : IDemoPart
{
    private static readonly (int DaysAgo, string Collection, bool IsFavourite, MaterialDraft Draft)[] Shelf =
    [
        (640, "Mathematics", true, new MaterialDraft
        {
            Kind = MaterialKind.Document, Title = "Derivatives in one page", Tags = ["calculus", "summary"],
            Body = "# Derivatives in one page\n\nThe derivative of a function is its **rate of change**.\n\n| function | derivative |\n|---|---|\n| x^n^ | n x^n-1^ |\n| sin x | cos x |\n| e^x^ | e^x^ |\n\n## Chain rule\n\nFor a function of a function, take the derivative of the outer one *at the inner one*, times the derivative of the inner one.\n\n> Check: does the unit fit?\n",
        }),
        (420, "Mathematics", false, new MaterialDraft { Kind = MaterialKind.Link, Title = "Worked integrals", Address = "https://example.org/integrals", Body = "Numbers 12 to 20 before the exam.", Tags = ["calculus"] }),
        (300, "German", true, new MaterialDraft
        {
            Kind = MaterialKind.Text, Title = "Der Weg zum Bahnhof", Language = "de", Tags = ["reading"],
            Body = "Gehen Sie geradeaus bis zur Ampel. Dort biegen Sie links ab. Nach zweihundert Metern sehen Sie den Marktplatz; der Bahnhof liegt auf der anderen Seite.\n\nWenn Sie es eilig haben, nehmen Sie die Linie 4. Sie fährt alle zehn Minuten.",
        }),
        (120, "German", false, new MaterialDraft { Kind = MaterialKind.Video, Title = "Aussprache: ü und ö", Address = "https://example.org/aussprache", Language = "de", Body = "Ab Minute 3.", Tags = ["speaking"] }),
        (60, "Korean", false, new MaterialDraft { Kind = MaterialKind.Text, Title = "날씨 이야기", Language = "ko", Tags = ["reading"], Body = "오늘은 비가 와요. 그래서 학교에 버스로 가요. 내일은 날씨가 좋을 거예요." }),
        (14, "", false, new MaterialDraft
        {
            Kind = MaterialKind.Document, Title = "How I study", Tags = ["plan"],
            Body = "1. Cards first, twenty minutes.\n2. One new thing.\n3. Exercises until one of them goes wrong.\n4. Write down **why** it went wrong.\n",
        }),
    ];

    /// <summary>A document to look around with.</summary>
    public static MaterialDraft Sample => Shelf[0].Draft;

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var student = world.IdOf(DemoPeople.Student);
        var collections = Shelf.Select(s => s.Collection).Where(name => name.Length > 0).Distinct().ToDictionary(name => name, name => new MaterialCollection(student, name));
        world.Context.AddRange(collections.Values);
        await world.Context.SaveChangesAsync(cancellationToken);
        foreach (var (daysAgo, collection, isFavourite, draft) in Shelf)
        {
            var material = new Material(student, draft, null, world.NowUtc.AddDays(-daysAgo));
            material.PutInto(collections.GetValueOrDefault(collection)?.Id);
            material.SetFavourite(isFavourite);
            world.Context.Add(material);
        }
    }
}
