namespace StudyDashboard.Infrastructure.Http;

/// <summary>A thing of the wire that counts its changes. An answer that is one has the version as its <c>ETag</c>.</summary>
internal interface IVersioned
{
    int Version { get; }

    /// <summary>Whether nobody can change it, so that it has no version.</summary>
    bool IsFixed => false;
}
