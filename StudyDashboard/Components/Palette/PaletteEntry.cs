namespace StudyDashboard.Components.Palette;

/// <summary>One line of the palette. It goes to <see cref="Address"/>, presses what is marked <see cref="Action"/>, or runs <see cref="Run"/>.</summary>
public sealed record PaletteEntry
{
    public required string Group { get; init; }

    public required string Text { get; init; }

    /// <summary>A name of <see cref="Ui.Icons"/>.</summary>
    public required string Icon { get; init; }

    /// <summary>Words that find it besides its text.</summary>
    public string AlsoFoundBy { get; init; } = "";

    /// <summary>The shortcut, one key after the other, to be shown beside it.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    public string? Address { get; init; }

    /// <summary>Presses the element that the page marks with this <c>data-action</c>.</summary>
    public string? Action { get; init; }

    public Func<CancellationToken, Task>? Run { get; init; }

    /// <summary>Whether every word of a query stands in the entry.</summary>
    public bool Matches(string query) => query.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .All(word => $"{Text} {AlsoFoundBy} {Group}".Contains(word, StringComparison.CurrentCultureIgnoreCase));
}
