namespace StudyDashboard.Infrastructure.Http;

/// <summary>A query parameter or header that a route reads by itself, for the OpenAPI document.</summary>
internal sealed record ParameterDoc(string Name, string Description, ParameterKind Kind = ParameterKind.Text, bool InHeader = false)
{
    /// <summary>The parameter that orders a list.</summary>
    public const string SortName = "sort";

    // An enum's words are spelled for who asks for them, the document or a list, and not at each start.
    private readonly Lazy<IReadOnlyCollection<string>>? _words;
    private readonly Lazy<string>? _default;

    /// <summary>The only values that are taken; null for any of the kind.</summary>
    public IReadOnlyCollection<string>? Words => _words?.Value;

    /// <summary>What a request without it gets, where that is a value.</summary>
    public string? Default { get => field ?? _default?.Value; init; }

    private ParameterDoc(string name, string description, Lazy<IReadOnlyCollection<string>> words, Lazy<string>? otherwise)
        : this(name, description) => (_words, _default) = (words, otherwise);

    /// <summary>A value that is taken. Kinds that look alike everywhere have one by themselves.</summary>
    public string? Example { get; init; }

    /// <summary>A parameter that takes the words of an enum.</summary>
    public static ParameterDoc Of<T>(string name, string description, T? otherwise = null) where T : struct, Enum =>
        new(name, description, new(() => [.. Words<T>.All]), otherwise is { } value ? new(() => Words<T>.Of(value)) : null);

    /// <summary>The orders of a list; <see cref="Paging"/> reads which is asked for.</summary>
    /// <param name="orders">What can be asked for.</param>
    /// <param name="otherwise">The one of a request that asks for none; null where that is an order of its own, which the route describes.</param>
    public static ParameterDoc Sort<T>(SortOrders<T> orders, string? otherwise) =>
        new(SortName, "The field that orders the list; with a minus before it the other way round. What is alike in it stands by its id.",
            new(() => orders.Words), otherwise is null ? null : new(otherwise));

    /// <summary>A parameter that takes one of these words.</summary>
    public static ParameterDoc OneOf(string name, string description, string? otherwise, params IReadOnlyCollection<string> words) =>
        new(name, description, new(words), otherwise is null ? null : new(otherwise));
}

/// <summary>What a parameter's text stands for.</summary>
internal enum ParameterKind
{
    Text,
    Whole,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>A study day, <c>2026-11-20</c>.</summary>
    Day,

    /// <summary>A study day, or an instant with its offset.</summary>
    DayOrInstant,
}
