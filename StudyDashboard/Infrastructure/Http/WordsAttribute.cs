namespace StudyDashboard.Infrastructure.Http;

/// <summary>The words that a text field of the wire is one of, for the OpenAPI document; of a list, those of its items.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal class WordsAttribute(params string[] words) : Attribute
{
    public virtual IReadOnlyCollection<string> Words => words;
}

/// <summary>The words of an enum.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsAttribute<T> : WordsAttribute where T : struct, Enum
{
    public override IReadOnlyCollection<string> Words => Words<T>.All;
}
