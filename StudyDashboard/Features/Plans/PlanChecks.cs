using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>Checks what a person, a file or a program asks for and names each field that cannot be taken.</summary>
public static class PlanChecks
{
    /// <summary>Longest title of a plan, and name of a domain.</summary>
    public const int MaxTitle = 120;

    /// <summary>Longest code of a domain.</summary>
    public const int MaxCode = SessionAbout.MaxText;

    /// <summary>Most domains of a plan.</summary>
    public const int MaxDomains = 60;

    /// <summary>Most minutes that a domain may ask for: ten years of a thousand hours.</summary>
    public const int MaxMinutes = 600_000;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>The content trimmed, or what is wrong with it. Fields are named by their place, <c>domains[1].code</c>.</summary>
    public static Outcome<PlanContent> Check(PlanContent? content)
    {
        if (content is null)
        {
            return Refusal.Invalid(new FieldError("title", PlanTexts.Refused_Empty));
        }
        var whole = content with
        {
            Title = (content.Title ?? "").Trim(),
            Domains = [.. (content.Domains ?? []).OfType<PlanPart>().Select(d => d with { Code = (d.Code ?? "").Trim(), Name = NameOf(d), Was = d.Was.NullIfBlank() })],
        };
        return Errors(whole).ToRefusal() is { } refusal ? refusal : whole;
    }

    private static string NameOf(PlanPart part) => string.IsNullOrWhiteSpace(part.Name) ? (part.Code ?? "").Trim() : part.Name.Trim();

    private static IEnumerable<FieldError> Errors(PlanContent content)
    {
        if (content.Title.Length is 0 or > MaxTitle)
        {
            yield return new FieldError("title", PlanTexts.Refused_Title.With(MaxTitle));
        }
        if (content.TargetDay is { } day && (day < Earliest || day.Year > 2200))
        {
            yield return new FieldError("target_day", PlanTexts.Refused_TargetDay);
        }
        if (content.Domains.Count is 0 or > MaxDomains)
        {
            yield return new FieldError("domains", PlanTexts.Refused_Domains.With(MaxDomains));
        }
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (at, domain) in content.Domains.Index())
        {
            foreach (var error in Errors(domain, codes))
            {
                yield return error with { Field = $"domains[{at}].{error.Field}" };
            }
        }
    }

    private static IEnumerable<FieldError> Errors(PlanPart domain, HashSet<string> codes)
    {
        if (domain.Code.Length is 0 or > MaxCode)
        {
            yield return new FieldError("code", PlanTexts.Refused_CodeMissing.With(MaxCode));
        }
        else if (!codes.Add(domain.Code))
        {
            yield return new FieldError("code", PlanTexts.Refused_CodeTwice.With(domain.Code));
        }
        if (domain.Name.Length > MaxTitle)
        {
            yield return new FieldError("name", PlanTexts.Refused_Name.With(MaxTitle));
        }
        if (!(domain.Weight is > 0 and <= 1000))
        {
            yield return new FieldError("weight", PlanTexts.Refused_Weight);
        }
        if (domain.TargetMinutes is < 0 or > MaxMinutes)
        {
            yield return new FieldError("target_minutes", PlanTexts.Refused_Minutes);
        }
        if (domain.TargetMastery is < 0 or > 100)
        {
            yield return new FieldError("target_mastery", PlanTexts.Refused_Mastery);
        }
    }
}
