using System.Reflection;
using System.Runtime.Loader;

namespace StudyDashboard.Bench;

/// <summary>
/// The published product loaded beside the bench, with libraries of its own: both set up the same SQLite package, which can be set up
/// only once.
/// </summary>
internal sealed class ProductContext(string folder) : AssemblyLoadContext
{
    public static Assembly Load(Workshop workshop) =>
        new ProductContext(workshop.Library).LoadFromAssemblyPath(Path.Combine(workshop.Library, "StudyDashboard.dll"));

    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Combine(folder, $"{assemblyName.Name}.dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
}
