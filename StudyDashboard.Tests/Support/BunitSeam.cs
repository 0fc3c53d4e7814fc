using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace StudyDashboard.Tests.Support;

/// <summary>Seam 3 (see eng/Bunit.targets): answers for the version of AngleSharp.Diffing; and runs the product's SQLite seam early.</summary>
internal static class BunitSeam
{
    [ModuleInitializer]
    internal static void Initialize()
    {
        AssemblyLoadContext.Default.Resolving += static (_, name) =>
            name.Name == "AngleSharp.Diffing" ? Assembly.Load(new AssemblyName("AngleSharp.Diffing")) : null;
        RuntimeHelpers.RunModuleConstructor(typeof(Program).Module.ModuleHandle);
    }
}
