namespace StudyDashboard.Features.Plans.Progress;

/// <summary>The answers of one session in one domain, taken as one block.</summary>
/// <param name="Answered">1 or more.</param>
/// <param name="Correct">Of them right.</param>
/// <param name="IsMixed">Whether they are of a quiz over at least two domains.</param>
public readonly record struct AnswerCounts(int Answered, int Correct, bool IsMixed);

/// <summary>
/// Mastery and level of a domain from its blocks of answers, which are taken newest first (rules.md section 9). It needs no more than
/// <see cref="NeedsMore"/> says, so that a long history costs nothing.
/// </summary>
public sealed class MasteryCount
{
    /// <summary>So many answers mastery looks at.</summary>
    public const int Window = 50;

    /// <summary>So many answers without an error make proficient.</summary>
    public const int Faultless = 10;

    /// <summary>From so many percent on it is familiar.</summary>
    public const int FamiliarFrom = 70;

    // The newest answers up to the first block with an error: all of it, and what of it is older than its newest mixed quiz.
    private int _run;
    private int _runBeforeMixed;
    private bool _isRunOpen = true;
    private bool _isMixedSeen;
    private double _correct;

    /// <summary>Answers within the window; the oldest block may be in it by a part.</summary>
    public int Answers { get; private set; }

    /// <summary>Share of right ones, 0 to 100; null without an answer.</summary>
    public double? Percent => Answers == 0 ? null : 100 * _correct / Answers;

    public MasteryLevel Level => Answers == 0 ? MasteryLevel.None
        : IsMastered ? MasteryLevel.Mastered
        : _run >= Faultless ? MasteryLevel.Proficient
        : 100 * _correct >= FamiliarFrom * Answers ? MasteryLevel.Familiar
        : MasteryLevel.Attempted;

    private bool IsMastered => _isMixedSeen && _runBeforeMixed >= Faultless;

    /// <summary>The standing of a domain with these blocks, newest first.</summary>
    public static MasteryCount Of(IEnumerable<AnswerCounts> newestFirst)
    {
        var count = new MasteryCount();
        foreach (var block in newestFirst)
        {
            count.Take(block);
        }
        return count;
    }

    /// <summary>Whether an older block can change anything.</summary>
    /// <param name="isMixedLeft">Whether an older block may be of a quiz over several domains.</param>
    public bool NeedsMore(bool isMixedLeft) =>
        Answers < Window || (_isRunOpen && !IsMastered && (_run < Faultless || _isMixedSeen || isMixedLeft));

    /// <summary>Takes the next older block.</summary>
    public void Take(in AnswerCounts block)
    {
        var taken = Math.Min(block.Answered, Window - Answers);
        _correct += (double)taken * block.Correct / block.Answered;
        Answers += taken;
        _isRunOpen &= block.Correct == block.Answered;
        if (!_isRunOpen)
        {
            return;
        }
        _run += block.Answered;
        _runBeforeMixed += _isMixedSeen ? block.Answered : 0;
        _isMixedSeen |= block.IsMixed;
    }
}
