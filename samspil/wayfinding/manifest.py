from samspil.foundation.hooks import Manifest

manifest = Manifest()
