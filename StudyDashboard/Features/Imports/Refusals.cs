namespace StudyDashboard.Features.Imports;

/// <summary>A line of the file that could not be taken.</summary>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Reason">What is wrong, for a person.</param>
public sealed record RefusedLine(int Line, string Reason);

/// <summary>The refused lines of a file: all counted, the first ones kept, so that a file of nothing but errors stays small in memory.</summary>
public sealed class Refusals
{
    /// <summary>Most lines that are kept.</summary>
    public const int MaxKept = 10_000;

    private readonly List<RefusedLine> _lines = [];

    public int Count { get; private set; }

    public IReadOnlyList<RefusedLine> Lines => _lines;

    public void Add(int line, string reason)
    {
        Count++;
        if (_lines.Count < MaxKept)
        {
            _lines.Add(new RefusedLine(line, reason));
        }
    }
}
