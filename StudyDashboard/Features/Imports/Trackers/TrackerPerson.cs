namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A person of a tracker's file, who has an address, a name, or both.</summary>
internal readonly record struct TrackerPerson(string Email, string Name)
{
    /// <summary>What tells one from another: the address, else the name; empty where there is neither.</summary>
    public string Key => (Email.Length > 0 ? Email : Name).ToLowerInvariant();

    /// <summary>For a person.</summary>
    public string Label => Email.Length == 0 ? Name : Name.Length == 0 || Name == Email ? Email : $"{Name} ({Email})";

    /// <summary>Whether somebody is meant by this address or this name.</summary>
    public bool IsCalled(string addressOrName) => addressOrName.Trim() is { Length: > 0 } called
        && (string.Equals(called, Email, StringComparison.OrdinalIgnoreCase) || string.Equals(called, Name, StringComparison.OrdinalIgnoreCase));
}
