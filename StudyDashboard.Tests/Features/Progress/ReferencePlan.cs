using StudyDashboard.Features.Plans;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>A plan as a person would keep it on paper, and where its domains stand by the formulas of rules.md section 9.</summary>
internal sealed class ReferencePlan(int id)
{
    public int Id { get; } = id;

    public bool IsActive { get; set; }

    public List<Domain> Domains { get; } = [];

    /// <summary>Other codes that mean a domain.</summary>
    public Dictionary<string, Domain> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Domain? Resolve(string code) =>
        Domains.Find(d => string.Equals(d.Code, code, StringComparison.OrdinalIgnoreCase)) ?? Aliases.GetValueOrDefault(code);

    /// <summary>Net seconds, progress, share of right answers and level of a domain.</summary>
    public (int Net, double Progress, double? Mastery, MasteryLevel Level) Standing(Domain domain, IEnumerable<Measured> sessions)
    {
        var parts = sessions.Where(m => m.Fact.PlanId == Id).SelectMany(m => m.Parts).Where(p => p.Code.Length > 0 && Resolve(p.Code) == domain).ToList();
        var blocks = parts.Where(p => p.Answered > 0)
            // Two codes of one quiz may mean the same domain; the later one in order of codes is the older block then.
            .Select((p, i) => (p.Answered, p.Correct, IsMixed: p.Whole.Parts.Where(o => o.Code.Length > 0).Select(o => o.Code.ToUpperInvariant()).Distinct().Count() > 1)).ToList();
        var (mastery, isFamiliar) = Mastery(blocks);
        return (parts.Sum(p => p.Days.Values.Sum()), (double)Math.Min(100m, parts.Sum(p => p.Progress)), mastery, Level(blocks, isFamiliar));
    }

    /// <summary>sum(weight x progress) / sum(weight), or the progress of one domain, as of the end of a study day.</summary>
    public decimal Percent(string code, DateOnly through, IEnumerable<Measured> sessions)
    {
        var points = sessions.Where(m => m.Fact.PlanId == Id && m.Day <= through).SelectMany(m => m.Parts).Where(p => p.Code.Length > 0)
            .GroupBy(p => Resolve(p.Code)).Where(g => g.Key is not null).ToDictionary(g => g.Key!, g => Math.Min(100m, g.Sum(p => p.Progress)));
        return code.Length > 0
            ? Resolve(code) is { } one ? points.GetValueOrDefault(one) : 0
            : Domains.Sum(d => d.Weight * points.GetValueOrDefault(d)) / Domains.Sum(d => d.Weight);
    }

    private static (double? Share, bool IsFamiliar) Mastery(List<(int Answered, int Correct, bool IsMixed)> oldestFirst)
    {
        var (left, correct) = (50, 0m);
        foreach (var block in oldestFirst.AsEnumerable().Reverse().TakeWhile(_ => left > 0))
        {
            var taken = Math.Min(left, block.Answered);
            correct += (decimal)taken * block.Correct / block.Answered;
            left -= taken;
        }
        return left == 50 ? (null, false) : ((double)(100 * correct / (50 - left)), 100 * correct >= 70 * (50 - left));
    }

    /// <summary>As it went: each block of answers either goes on without an error or begins anew.</summary>
    private static MasteryLevel Level(List<(int Answered, int Correct, bool IsMixed)> oldestFirst, bool isFamiliar)
    {
        var (faultless, isMastered) = (0, false);
        foreach (var (answered, correct, isMixed) in oldestFirst)
        {
            isMastered = correct == answered && (isMastered || (isMixed && faultless >= 10));
            faultless = correct == answered ? faultless + answered : 0;
        }
        return oldestFirst.Count == 0 ? MasteryLevel.None
            : isMastered ? MasteryLevel.Mastered
            : faultless >= 10 ? MasteryLevel.Proficient
            : isFamiliar ? MasteryLevel.Familiar
            : MasteryLevel.Attempted;
    }

    internal sealed class Domain
    {
        public required string Code { get; set; }

        public required decimal Weight { get; set; }
    }
}
