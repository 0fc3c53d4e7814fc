using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Plans.Page;

/// <summary>A plan as it is typed.</summary>
public sealed class PlanInput
{
    public string? Title { get; set; }

    public string? Target { get; set; }

    public List<DomainInput> Domains { get; } = [];

    /// <summary>How many rows were added; a draft that comes back brings as many.</summary>
    public int Added
    {
        get;
        set
        {
            while (field < Math.Min(value, PlanChecks.MaxDomains))
            {
                Domains.Add(new DomainInput($"new{field++}"));
            }
        }
    }

    /// <param name="from">What is stored or a template has.</param>
    /// <param name="isStored">Whether it is stored, so that a domain with another code stays the same one.</param>
    public static PlanInput Of(PlanContent from, bool isStored)
    {
        var input = new PlanInput { Title = from.Title, Target = from.TargetDay is { } day ? DateParser.Write(day) : null, Added = isStored ? 0 : from.Domains.Count };
        if (isStored)
        {
            input.Domains.AddRange(from.Domains.Select(d => new DomainInput(d.Code) { Was = d.Code }));
        }
        foreach (var (domain, part) in input.Domains.Zip(from.Domains))
        {
            domain.Take(part);
        }
        return input;
    }

    /// <summary>Reads the fields, or says which cannot be read.</summary>
    public Outcome<PlanContent> ToContent(DateOnly today)
    {
        DateOnly? target = null;
        if (!string.IsNullOrWhiteSpace(Target))
        {
            var typed = DateParser.Parse(Target, today, "target_day");
            if (typed.Refusal is { } unreadable)
            {
                return unreadable;
            }
            target = typed.Value;
        }
        var domains = new List<PlanPart>();
        foreach (var (at, domain) in Domains.Index())
        {
            var part = domain.ToPart($"domains[{at}].target_minutes");
            if (part.Refusal is { } unreadable)
            {
                return unreadable;
            }
            domains.Add(part.Value);
        }
        return PlanChecks.Check(new PlanContent { Title = Title ?? "", TargetDay = target, Domains = domains });
    }
}

/// <summary>A domain as it is typed.</summary>
/// <param name="key">Names its row in a draft, whatever stands above it.</param>
public sealed class DomainInput(string key)
{
    public string Key => key;

    public string? Code { get; set; }

    public string? Name { get; set; }

    public double Weight { get; set; } = 1;

    /// <summary>A length of time; empty for no target.</summary>
    public string? Minutes { get; set; }

    public int TargetMastery { get; set; } = 80;

    internal string? Was { get; init; }

    internal void Take(PlanPart from) => (Code, Name, Weight, TargetMastery, Minutes) =
        (from.Code, from.Name, from.Weight, from.TargetMastery, from.TargetMinutes == 0 ? null : from.TargetMinutes.ToString(CultureInfo.InvariantCulture));

    internal Outcome<PlanPart> ToPart(string field)
    {
        var minutes = string.IsNullOrWhiteSpace(Minutes) ? 0 : DurationParser.Parse(Minutes, 0, PlanChecks.MaxMinutes * 60, field);
        return minutes.Refusal is { } unreadable ? unreadable
            : new PlanPart { Code = Code ?? "", Name = Name ?? "", Weight = Weight, TargetMinutes = minutes.Value / 60, TargetMastery = TargetMastery, Was = Was };
    }
}
