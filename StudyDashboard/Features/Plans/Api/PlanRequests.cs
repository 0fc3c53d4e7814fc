using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Plans.Api;

/// <summary>A plan to be stored: what the page exports.</summary>
internal sealed record PlanRequest
{
    public string? Title { get; init; }

    /// <summary>The day of the exam, YYYY-MM-DD.</summary>
    public DateOnly? TargetDay { get; init; }

    /// <summary>Required, unless a template is named.</summary>
    public IReadOnlyList<PlanPart>? Domains { get; init; }

    /// <summary>The key of a template to begin with; title and target day may be given beside it.</summary>
    public string? Template { get; init; }

    /// <summary>Whether it takes the active plan's place at once.</summary>
    public bool? Activate { get; init; }

    public PlanContent ToContent(PlanContent? template) => new()
    {
        Title = Title ?? template?.Title ?? "",
        TargetDay = TargetDay ?? template?.TargetDay,
        Domains = Domains ?? template?.Domains ?? [],
    };
}

/// <summary>Where a plan is to stand.</summary>
internal sealed record StatusRequest
{
    /// <summary>active or archived; required.</summary>
    [Words("active", "archived")]
    public string? Status { get; init; }
}

/// <summary>Sessions to be given to a domain.</summary>
internal sealed record AssignmentRequest
{
    /// <summary>All sessions with this code, those to come too.</summary>
    public string? Code { get; init; }

    /// <summary>Or these sessions.</summary>
    public IReadOnlyList<int>? SessionIds { get; init; }

    /// <summary>The domain; required.</summary>
    public string? DomainCode { get; init; }
}

/// <summary>Sessions to be proposed, or planned.</summary>
internal sealed record TasksRequest
{
    /// <summary>1 to 4; 2 unless given.</summary>
    public int? Weeks { get; init; }

    /// <summary>Whether to write nothing and only say what would be.</summary>
    public bool? Preview { get; init; }
}

/// <summary>Late sessions to be moved.</summary>
internal sealed record ReplanRequest
{
    /// <summary>Whether to write nothing and only say what would be.</summary>
    public bool? Preview { get; init; }
}

/// <summary>A plan to be given to students.</summary>
internal sealed record GiftRequest
{
    /// <summary>The key of a template of the tutor's or of the product; required.</summary>
    public string? Template { get; init; }

    public DateOnly? TargetDay { get; init; }

    /// <summary>Students with a running enrollment; required.</summary>
    public IReadOnlyList<int>? StudentIds { get; init; }
}
