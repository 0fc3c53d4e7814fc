using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;

namespace StudyDashboard.Features.Plans;

/// <summary>What a student wants to know by a day, divided into domains. Its figures follow from the sessions that name it.</summary>
public sealed class Plan
{
    private readonly List<PlanDomain> _domains = [];
    private readonly List<DomainAlias> _aliases = [];

    private Plan()
    {
    }

    public Plan(int studentId, PlanContent content, DateTime nowUtc)
    {
        (StudentId, CreatedAt) = (studentId, nowUtc);
        Write(content, nowUtc);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The day of the exam, or the day until which it is to be reached.</summary>
    public DateOnly? TargetDay { get; private set; }

    public PlanStatus Status { get; private set; }

    /// <summary>The tutor who gave it; null for one of the student's own.</summary>
    public int? GivenById { get; private set; }

    /// <summary>What the copies of one gift have in common.</summary>
    public Guid? GivenKey { get; private set; }

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>In the order of the plan.</summary>
    public IReadOnlyList<PlanDomain> Domains => _domains;

    /// <summary>Codes of sessions that mean a domain of another code.</summary>
    public IReadOnlyList<DomainAlias> Aliases => _aliases;

    /// <summary>What it asks for, as a file or a template keeps it.</summary>
    public PlanContent Content => new()
    {
        Title = Title,
        TargetDay = TargetDay,
        Domains = [.. _domains.OrderBy(d => d.Position).Select(d => d.Content)],
    };

    /// <summary>Writes anew what it asks for. A domain that stays, by its code or the code that it had, keeps its sessions.</summary>
    public void Write(PlanContent content, DateTime nowUtc)
    {
        (Title, TargetDay, UpdatedAt) = (content.Title, content.TargetDay, nowUtc);
        var left = _domains.ToList();
        foreach (var (position, part) in content.Domains.Index())
        {
            var domain = left.Find(d => Same(d.Code, part.Was ?? part.Code));
            if (domain is null)
            {
                _domains.Add(domain = PlanDomain.New());
            }
            else if (domain.Code != part.Code)
            {
                Know(domain.Code, domain);
            }
            left.Remove(domain);
            domain.Write(part, position);
        }
        // What is a code of its own now means nothing else any more.
        _aliases.RemoveAll(a => left.Contains(a.Domain) || content.Domains.Any(d => Same(d.Code, a.Code)));
        _domains.RemoveAll(left.Contains);
        Version++;
    }

    /// <summary>
    /// A code that a domain would take from another one, or null. The sessions name the code: swapped, they would change their domains
    /// while the levels stay.
    /// </summary>
    public string? TakenBy(PlanContent content) => content.Domains
        .FirstOrDefault(p => p.Was is { } was && !Same(was, p.Code) && _domains.Exists(d => Same(d.Code, p.Code)))?.Code;

    /// <summary>Lets a code mean one of the domains.</summary>
    public void Know(string code, PlanDomain domain)
    {
        Version++;
        if (_aliases.Find(a => Same(a.Code, code)) is { } there)
        {
            there.Mean(domain);
        }
        else
        {
            _aliases.Add(new DomainAlias(code, domain));
        }
    }

    /// <summary>Takes back what <see cref="Know"/> did.</summary>
    public void Forget(string code) => Version += _aliases.RemoveAll(a => Same(a.Code, code)) > 0 ? 1 : 0;

    /// <summary>The domain that a code means, or null. Case does not matter.</summary>
    public PlanDomain? Resolve(string? code) => code is null ? null
        : _domains.Find(d => Same(d.Code, code)) ?? _aliases.Find(a => Same(a.Code, code))?.Domain;

    /// <exception cref="InvalidOperationException">It is active.</exception>
    public void Activate(DateTime nowUtc) => (Status, UpdatedAt) = (Require(PlanStatus.Active, isIt: false, PlanStatus.Active), nowUtc);

    /// <summary>Ends it: another may become active.</summary>
    /// <exception cref="InvalidOperationException">It is archived.</exception>
    public void Archive(DateTime nowUtc) => (Status, UpdatedAt) = (Require(PlanStatus.Archived, isIt: false, PlanStatus.Archived), nowUtc);

    public void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    /// <summary>Takes the deletion back. Where another plan is active by now, it waits as a draft.</summary>
    public void Restore(bool mayBeActive) => (DeletedAt, Status) = (null, Status == PlanStatus.Active && !mayBeActive ? PlanStatus.Draft : Status);

    /// <summary>Says who gave it.</summary>
    internal void GivenBy(int tutorId, Guid key) => (GivenById, GivenKey) = (tutorId, key);

    /// <summary>Says which import brought it; from then on it was not edited.</summary>
    internal void CameFrom(int importId, PlanStatus status, DateTime createdAt) => (ImportId, Status, CreatedAt, Version) = (importId, status, createdAt, 1);

    internal static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private PlanStatus Require(PlanStatus status, bool isIt, PlanStatus then) =>
        Status == status == isIt ? then : throw new InvalidOperationException($"The plan is {Status}.");
}

internal sealed class PlanConfiguration : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("plans");
        builder.Property(p => p.Title).HasMaxLength(PlanChecks.MaxTitle);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.Content);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.GivenById).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(p => p.Domains).WithOne().HasForeignKey(d => d.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(p => p.Aliases).WithOne().HasForeignKey(a => a.PlanId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.StudentId, "ix_plans_one_active").IsUnique().HasFilter("status = 'active' AND deleted_at IS NULL");
        builder.HasIndex(p => p.StudentId, "ix_plans_student");
        builder.HasIndex(p => p.GivenById).HasFilter("given_by_id IS NOT NULL");
        builder.HasIndex(p => p.ImportId).HasFilter("import_id IS NOT NULL");
    }
}
