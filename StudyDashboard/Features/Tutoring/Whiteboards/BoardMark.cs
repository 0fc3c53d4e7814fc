using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>What someone draws, writes or erases, in tenths of a unit of a paper of 1600 by 1000 units.</summary>
public sealed record BoardMark
{
    public const int Width = 16_000;
    public const int Height = 10_000;
    public const int MaxPages = 50;
    public const int MaxUid = 40;
    public const int MaxText = 500;

    /// <summary>Most numbers of one stroke, two for each point; a longer one arrives in parts.</summary>
    public const int MaxNumbers = 4000;

    /// <summary>Most marks that one erasing takes off.</summary>
    public const int MaxErased = 500;

    public required string Uid { get; init; }

    /// <summary>From 0.</summary>
    public required int Page { get; init; }

    public required BoardEventKind Kind { get; init; }

    /// <summary>x and y by turns; of a text its place.</summary>
    public IReadOnlyList<int> Points { get; init; } = [];

    /// <summary>One of <see cref="Inks"/>.</summary>
    public string Ink { get; init; } = "black";

    /// <summary>Of a stroke its width, of a text its height, 1 to 40 units.</summary>
    public int Size { get; init; } = 3;

    public string? Text { get; init; }

    /// <summary>The marks that are erased.</summary>
    public IReadOnlyList<string> Erased { get; init; } = [];

    /// <summary>The colours, readable on white paper and apart from one another without colour vision by their lightness.</summary>
    public static IReadOnlyDictionary<string, string> Inks { get; } = new Dictionary<string, string>
    {
        ["black"] = "#1f2430", ["blue"] = "#1d4ed8", ["red"] = "#b91c1c", ["green"] = "#15803d", ["orange"] = "#c2410c", ["grey"] = "#6b7280",
    };

    /// <summary>The reason not to take it, or null.</summary>
    public Refusal? Check()
    {
        var fits = Uid is { Length: > 0 and <= MaxUid } && Page is >= 0 and < MaxPages && Size is >= 1 and <= 40 && Ink is not null && Inks.ContainsKey(Ink)
            && Points is { Count: <= MaxNumbers } && Points.Count % 2 == 0 && Points.Index().All(p => p.Item >= 0 && p.Item <= (p.Index % 2 == 0 ? Width : Height))
            && Erased is { Count: <= MaxErased } && Erased.All(u => u is { Length: > 0 and <= MaxUid }) && (Text is null || Text.Length <= MaxText);
        var says = Kind switch
        {
            BoardEventKind.Pen => Points is { Count: >= 2 },
            BoardEventKind.Text => Points is { Count: 2 } && !string.IsNullOrWhiteSpace(Text),
            _ => Erased is { Count: > 0 },
        };
        return fits && says ? null : Refusal.Invalid(new FieldError("mark", WhiteboardTexts.Refused_Mark));
    }
}
