namespace StudyDashboard.Infrastructure;

/// <summary>Why a command was refused; each kind has one HTTP status (rules.md 10).</summary>
public enum RefusalKind
{
    /// <summary>Not there, or not yours; the two look the same from outside. 404.</summary>
    NotFound,

    /// <summary>The state does not allow it. 409.</summary>
    Conflict,

    /// <summary>Someone changed it since it was read. 412.</summary>
    Stale,

    /// <summary>Values that cannot be taken. 422.</summary>
    Invalid,
}

/// <summary>One field that cannot be taken as it is.</summary>
/// <param name="Field">The field's name on the wire.</param>
/// <param name="Message">What is wrong and what to do, for a person.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>An expected refusal of a command. Nothing was stored.</summary>
public sealed record Refusal(RefusalKind Kind, string Message, IReadOnlyList<FieldError> Fields, int? RunningSessionId = null)
{
    public static Refusal NotFound(string message) => new(RefusalKind.NotFound, message, []);

    public static Refusal Conflict(string message, int? runningSessionId = null) => new(RefusalKind.Conflict, message, [], runningSessionId);

    public static Refusal Stale(string message) => new(RefusalKind.Stale, message, []);

    public static Refusal Invalid(params IReadOnlyList<FieldError> fields) =>
        new(RefusalKind.Invalid, string.Join(' ', fields.Select(f => f.Message)), fields);
}

/// <summary>What a command comes to: a value, or a refusal that the caller has to look at.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>The refusal, or null when the command was carried out.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What came of it.</summary>
    /// <exception cref="InvalidOperationException">The command was refused.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException(Refusal.Message);

    internal static Outcome<T> Done(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

public static class Outcome
{
    /// <summary>The outcome of a command that was carried out, where the value's type is an interface and cannot convert by itself.</summary>
    public static Outcome<T> Of<T>(T value) => Outcome<T>.Done(value);
}

public static class FieldErrors
{
    /// <summary>The refusal that lists the errors, or null when there are none.</summary>
    public static Refusal? ToRefusal(this IEnumerable<FieldError> errors) => errors.ToList() is { Count: > 0 } list ? Refusal.Invalid(list) : null;
}
