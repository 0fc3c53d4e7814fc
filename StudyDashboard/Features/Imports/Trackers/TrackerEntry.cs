using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>An entry that a session can be made of.</summary>
internal sealed record TrackerEntry(TrackerTime Time, string Project, string Note)
{
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What tells it from other entries of the tracker (rules.md 18).</summary>
    public required string Identity { get; init; }

    /// <summary>Identity of the n-th entry of its kind in the file.</summary>
    public string KeyOf(int occurrence) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"tracker {Identity} {occurrence}")));
}
