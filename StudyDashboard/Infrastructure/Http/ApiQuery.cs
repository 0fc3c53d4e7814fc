using System.Globalization;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Http;

/// <summary>The query of a request, read value by value; what cannot be taken is gathered in <see cref="Refused"/>.</summary>
internal sealed class ApiQuery
{
    private readonly IQueryCollection _query;
    private readonly List<FieldError> _errors = [];

    private ApiQuery(IQueryCollection query) => _query = query;

    /// <summary>The problem with what has been read so far, or null.</summary>
    public ApiProblem? Refused => _errors.Count == 0 ? null : ApiProblem.Of(Refusal.Invalid(_errors));

    public static ValueTask<ApiQuery?> BindAsync(HttpContext context) => ValueTask.FromResult<ApiQuery?>(new ApiQuery(context.Request.Query));

    /// <summary>Any text.</summary>
    public string? Any(string name) => Text(name);

    public int? Whole(string name) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
        : Refuse<int>(name, ApiTexts.Query_Whole);

    public bool? Bool(string name) => OneOf(name, "true", "false") switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null
        : Words<T>.TryParse(text, out var value) ? value
        : Refuse<T>(name, ApiTexts.Query_Word.With(text, string.Join(", ", Words<T>.All)));

    public string? OneOf(string name, params string[] words)
    {
        var text = Text(name);
        if (text is not null && !words.Contains(text))
        {
            _errors.Add(new FieldError(name, ApiTexts.Query_Word.With(text, string.Join(", ", words))));
        }
        return text;
    }

    /// <summary>A study day or an instant, whichever is given.</summary>
    public (DateOnly? Day, DateTime? Instant) DayOrInstant(string name)
    {
        // A plus that was not escaped is a space by now: 2026-11-20T14:05:00 02:00.
        if (Text(name)?.Replace(' ', '+') is not { } text)
        {
            return (null, null);
        }
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (day, null);
        }
        if (InstantConverter.TryParse(text, out var instant))
        {
            return (null, instant);
        }
        _errors.Add(new FieldError(name, ApiTexts.Query_DayOrInstant));
        return (null, null);
    }

    /// <summary>A study day; null when it is left out. An instant is none: it would be another day elsewhere.</summary>
    public DateOnly? Day(string name)
    {
        var (day, instant) = DayOrInstant(name);
        return instant is null ? day : Refuse<DateOnly>(name, ApiTexts.Query_Day);
    }

    /// <summary>A text; null when it is left out or empty.</summary>
    public string? Text(string name) => _query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    private T? Refuse<T>(string name, string message) where T : struct
    {
        _errors.Add(new FieldError(name, message));
        return null;
    }
}
