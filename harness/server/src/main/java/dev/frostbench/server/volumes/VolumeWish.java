package dev.frostbench.server.volumes;

import dev.frostbench.fixtures.sandbox.Volume;
import dev.frostbench.server.http.ApiFailure;
import dev.frostbench.server.http.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which volume a sandbox wants, and where.
///
/// @param volume its id; in a request, its name will do
/// @param mountPath the absolute path at which it appears
/// @param subpath the folder of it that appears, if not all does
public record VolumeWish(String volume, String mountPath, Optional<String> subpath) {

    private static final List<String> SYSTEM = List.of("/proc", "/sys", "/dev", "/boot", "/etc", "/bin", "/sbin",
            "/lib", "/lib64");
    private static final int MOST = 32;
    private static final int LONGEST = 1024;

    /// Reads those of a request.
    ///
    /// @throws ApiFailure 400 if a path cannot be one, or one volume would appear within another
    public static List<VolumeWish> list(Fields fields) {
        List<VolumeWish> wishes = new ArrayList<>();
        for (Fields each : fields.objects("volumes")) wishes.add(read(each));
        if (wishes.size() > MOST) throw ApiFailure.badRequest("a sandbox has at most " + MOST + " volumes");
        for (VolumeWish one : wishes)
            for (VolumeWish other : wishes)
                if (one != other && isAtOrBelow(one.mountPath, other.mountPath))
                    throw ApiFailure.badRequest("mountPath '" + one.mountPath + "' is that of another volume, or below"
                            + " it");
        return List.copyOf(wishes);
    }

    private static VolumeWish read(Fields fields) {
        var wish = new VolumeWish(fields.requiredText("volumeId"), withoutSlash(fields.requiredText("mountPath")),
                fields.text("subpath").map(VolumeWish::withoutSlash).filter(path -> !path.isEmpty()));
        if (wish.mountPath.length() > LONGEST || wish.subpath.orElse("").length() > LONGEST)
            throw ApiFailure.badRequest("'mountPath' and 'subpath' must have at most " + LONGEST + " characters");
        wish.in(Path.of("/"));
        for (String system : SYSTEM)
            if (isAtOrBelow(wish.mountPath, system))
                throw ApiFailure.badRequest("mountPath '" + wish.mountPath + "' is in " + system
                        + ", which the sandbox needs; name another folder");
        return wish;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isAtOrBelow(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    VolumeWish volume(String id) {
        return new VolumeWish(id, mountPath, subpath);
    }

    /// The volume as a sandbox gets it.
    ///
    /// @throws ApiFailure 400 if a path cannot be one
    Volume in(Path folder) {
        try {
            return new Volume(folder, subpath.orElse(""), mountPath);
        } catch (IllegalArgumentException wrong) {
            throw ApiFailure.badRequest(wrong.getMessage());
        }
    }
}
