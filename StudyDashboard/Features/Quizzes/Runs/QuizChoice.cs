namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>A question that could be asked, and what the student did with it before.</summary>
/// <param name="PubId">Its public id.</param>
/// <param name="Subject">Its subject; may be empty.</param>
/// <param name="Frequency">How often it came up in real exams.</param>
/// <param name="VariantGroup">Questions of one group ask the same in other words; null for none.</param>
/// <param name="LastSeenAt">When a finished quiz last had it; null for never.</param>
/// <param name="Latest">What came of it then.</param>
public sealed record QuizCandidate(string PubId, string Subject, int Frequency = 0, string? VariantGroup = null, DateTime? LastSeenAt = null, QuizOutcome? Latest = null)
{
    /// <summary>Whether its latest outcome is not correct. What was never asked is not wrong.</summary>
    public bool IsWrong => Latest is not null and not QuizOutcome.Correct;
}

/// <summary>Chooses the questions of a quiz: the same bank, history and seed give the same quiz.</summary>
public static class QuizChoice
{
    /// <summary>Most questions of one quiz.</summary>
    public const int MaxQuestions = 500;

    /// <summary>The chosen questions in the order in which they are asked.</summary>
    /// <param name="bank">All questions of the topic.</param>
    /// <param name="mode">How to choose.</param>
    /// <param name="subjects">Only these; empty for all.</param>
    /// <param name="wrongOnly">Only what was not answered correctly when it was last asked.</param>
    /// <param name="targetPerSubject">Most questions of one subject.</param>
    /// <param name="seed">Settles what chance settles.</param>
    public static IReadOnlyList<QuizCandidate> Choose(
        IReadOnlyList<QuizCandidate> bank, QuizMode mode, IReadOnlyCollection<string> subjects, bool wrongOnly, int targetPerSubject, int seed)
    {
        // By the id first: the order in which a database answers is no part of the choice.
        var random = new SeededOrder(seed);
        var all = random.Shuffle(bank.OrderBy(c => c.PubId, StringComparer.Ordinal));
        var allowed = all.Where(c => subjects.Count == 0 || subjects.Contains(c.Subject));
        if (mode == QuizMode.WrongVariants)
        {
            // The group may reach into another subject; what is asked has to be of the subjects that were asked for.
            var groups = all.Where(c => c.IsWrong && c.VariantGroup is not null).Select(c => c.VariantGroup).ToHashSet(StringComparer.Ordinal);
            allowed = allowed.Where(c => !c.IsWrong && c.VariantGroup is not null && groups.Contains(c.VariantGroup));
        }
        else if (wrongOnly)
        {
            allowed = allowed.Where(c => c.IsWrong);
        }
        var ranked = mode == QuizMode.FrequentFocus ? ByFrequency(allowed) : allowed;
        var spread = Spread(ranked.GroupBy(c => c.Subject, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Take(targetPerSubject).ToList()).ToList());
        return mode == QuizMode.FrequentFocus ? [.. ByFrequency(spread)] : random.Shuffle(spread);
    }

    private static IOrderedEnumerable<QuizCandidate> ByFrequency(IEnumerable<QuizCandidate> candidates) =>
        candidates.OrderByDescending(c => c.Frequency).ThenBy(c => c.LastSeenAt ?? DateTime.MinValue);

    /// <summary>One of each subject in turn, so that the cap of a quiz costs every subject alike.</summary>
    private static List<QuizCandidate> Spread(List<List<QuizCandidate>> subjects)
    {
        var chosen = new List<QuizCandidate>();
        for (var turn = 0; chosen.Count < MaxQuestions && subjects.Exists(s => s.Count > turn); turn++)
        {
            chosen.AddRange(subjects.Where(s => s.Count > turn).Select(s => s[turn]).Take(MaxQuestions - chosen.Count));
        }
        return chosen;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014): its numbers are the same on every machine and version.</summary>
    private sealed class SeededOrder(int seed)
    {
        private ulong _state = unchecked((ulong)seed);

        /// <summary>Fisher and Yates.</summary>
        public List<T> Shuffle<T>(IEnumerable<T> items)
        {
            var list = items.ToList();
            for (var i = list.Count - 1; i > 0; i--)
            {
                var j = (int)(Next() % (ulong)(i + 1));
                (list[i], list[j]) = (list[j], list[i]);
            }
            return list;
        }

        private ulong Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
